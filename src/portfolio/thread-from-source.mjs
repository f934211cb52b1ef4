/** Starts the thread where the sources run: Node 20 gives a thread its loader for TypeScript only once the thread runs. */
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
