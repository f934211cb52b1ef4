/** `npm run schemas`: writes schemas/*.schema.json and docs/model-language*.md from the schemas in the code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { generated } from "./schemas/generated.ts";

mkdirSync("schemas", { recursive: true });
for (const [path, text] of generated()) writeFileSync(path, text);
