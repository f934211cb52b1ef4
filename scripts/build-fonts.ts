/**
 * Makes the two faces the report is set in: Noto Sans SC 400 and 700, static TrueType (a browser turns variable and CFF fonts into
 * Type 3), without the code points that only repeat a common character: CJK radicals and compatibility ideographs share their
 * glyphs, and a PDF would hand out ⽬ where 目 was written, so that nobody can search it.
 *
 * Takes the folder to write to as its argument (dist/fonts if none), and leaves faces alone that are newer than their source.
 */
import { copyFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const faces = ["400Regular", "700Bold"] as const;

/** Inclusive ranges that repeat characters found elsewhere. */
const repeated: readonly (readonly [from: number, to: number])[] = [
  [0x2e80, 0x2fdf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

/** The planes in which the font has glyphs: basic, supplementary and ideographic (to the end of extension B and its kin). */
const planes: readonly (readonly [from: number, to: number])[] = [
  [0x20, 0xd7ff],
  [0xe000, 0xffff],
  [0x1f100, 0x1f2ff],
  [0x20000, 0x323af],
];

/** Writes the faces into a folder; gives the paths of those that had to be made. */
export async function buildFonts(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  // The Open Font License goes wherever the font goes.
  const license = createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/LICENSE_FONT");
  await copyFile(license, path.join(folder, "OFL.txt"));
  const made: string[] = [];
  for (const face of faces) {
    const source = createRequire(import.meta.url).resolve(
      `@expo-google-fonts/noto-sans-sc/${face}/NotoSansSC_${face}.ttf`,
    );
    const target = path.join(folder, `NotoSansSC-${face.slice(0, 3)}.ttf`);
    if (await isUpToDate(target, source)) continue;
    const stripped = await subsetFont(await readFile(source), keptCharacters(), { targetFormat: "truetype" });
    const unfinished = `${target}.${process.pid}`;
    await writeFile(unfinished, stripped);
    await rename(unfinished, target);
    made.push(target);
  }
  return made;
}

async function isUpToDate(target: string, source: string): Promise<boolean> {
  const made = await stat(target).catch(() => undefined);
  return made !== undefined && made.size > 0 && made.mtimeMs >= (await stat(source)).mtimeMs;
}

function keptCharacters(): string {
  const kept: string[] = [];
  for (const [from, to] of planes)
    for (let code = from; code <= to; code++) if (!isRepeated(code)) kept.push(String.fromCodePoint(code));
  return kept.join("");
}

const isRepeated = (code: number): boolean => repeated.some(([from, to]) => code >= from && code <= to);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = path.resolve(process.argv[2] ?? "dist/fonts");
  for (const file of await buildFonts(folder)) process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}
