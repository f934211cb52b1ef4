/** Who may import whom, which package belongs to which folder, and that imports run in no circle. */
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** The parts of the source tree, and the parts each may import from. A new part is written down here first. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  text: [],
  finding: ["text"],
  model: ["finding", "text"],
  sampling: [],
  case: ["sampling", "model", "finding", "text"],
  agreement: ["case", "model", "finding", "text"],
  engine: ["agreement", "sampling", "case", "model", "finding", "text"],
  review: ["engine", "agreement", "case", "model", "finding", "text"],
  workbook: ["engine", "agreement", "case", "model", "finding", "text", "package-root.ts"],
  report: ["review", "engine", "case", "model", "finding", "text", "package-root.ts"],
  "package-root.ts": [],
  disk: ["agreement", "case", "model", "finding", "text", "package-root.ts"],
  "index.ts": ["disk", "workbook", "report", "review", "engine", "agreement", "case", "model", "finding", "text"],
  portfolio: [
    "index.ts",
    "disk",
    "review",
    "engine",
    "agreement",
    "case",
    "model",
    "finding",
    "text",
    "package-root.ts",
  ],
  cli: ["index.ts", "portfolio", "disk", "report", "agreement", "case", "finding", "text", "package-root.ts"],
};

/** Packages that one part alone may import. */
const belongsTo: Readonly<Record<string, string>> = {
  hyperformula: "engine",
  "csv-parse": "review",
  exceljs: "workbook",
  fflate: "workbook",
  saxes: "workbook",
  handlebars: "report",
  "puppeteer-core": "report",
  "@sparticuz/chromium": "report",
  "@cantoo/pdf-lib": "report",
  mathjs: "model",
  yaml: "model",
  "@noble/curves": "agreement",
  "@noble/hashes": "agreement",
  bullmq: "portfolio",
  ioredis: "portfolio",
  commander: "cli",
};

/** These run unchanged in a browser: no files, no clock, no chance, no printing. */
const pure = ["text", "finding", "model", "sampling", "case", "agreement", "engine"];

interface SourceFile {
  readonly path: string;
  readonly part: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter(path => path.endsWith(".ts"))
  .map((name): SourceFile => {
    const path = join("src", name);
    const text = readFileSync(path, "utf8");
    return { path, part: partOf(path), text, imports: importsOf(text) };
  });

function partOf(path: string): string {
  return path.split(/[\\/]/)[1] ?? path;
}

/** What a file imports: statically, for types only, re-exported, or when it is needed. */
function importsOf(text: string): string[] {
  const statements = text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom "([^"]+)";$|^import "([^"]+)";$|\bimport\("([^"]+)"\)/gm,
  );
  return [...statements].map(([, from, bare, later]) => from ?? bare ?? later ?? "");
}

const isOwn = (from: string): boolean => from.startsWith(".");
const pathOf = (file: SourceFile, from: string): string => normalize(join(dirname(file.path), from));
const packageOf = (from: string): string =>
  from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

describe("imports", () => {
  test("are read, all of them", () => {
    expect(files.length).toBeGreaterThan(100);
    for (const { text, imports, path } of files) {
      expect(imports.length, path).toBe(
        (text.match(/\bfrom "[^"]+";$|^import "[^"]+";$|\bimport\("[^"]+"\)/gm) ?? []).length,
      );
    }
  });

  test("run one way between the parts", () => {
    const wrong = files.flatMap(file =>
      file.imports
        .filter(isOwn)
        .map(from => partOf(pathOf(file, from)))
        .filter(part => part !== file.part && !arrows[file.part]?.includes(part))
        .map(part => `${file.path} → ${part}`),
    );
    expect(wrong).toEqual([]);
    expect(files.map(({ part }) => part).filter(part => !Object.hasOwn(arrows, part))).toEqual([]);
  });

  test("run in no circle between the parts", () => {
    expect(circleIn(new Map(Object.entries(arrows)))).toBeUndefined();
  });

  test("run in no circle between files, types included", () => {
    const known = new Set(files.map(({ path }) => path));
    const pairs = files.map(
      file =>
        [
          file.path,
          importsOf(file.text)
            .filter(isOwn)
            .map(from => pathOf(file, from))
            .filter(path => known.has(path)),
        ] as const,
    );
    expect(circleIn(new Map(pairs))).toBeUndefined();
  });

  test("of our own files name them with their ending, and are there", () => {
    const known = new Set(files.map(({ path }) => path));
    const missing = files.flatMap(file =>
      file.imports.filter(from => isOwn(from) && !known.has(pathOf(file, from))).map(from => `${file.path}: ${from}`),
    );
    expect(missing).toEqual([]);
  });

  test("of a package stay in the part it belongs to", () => {
    const strays = files.flatMap(({ path, part, imports }) =>
      imports
        .filter(from => Object.hasOwn(belongsTo, packageOf(from)) && belongsTo[packageOf(from)] !== part)
        .map(from => `${path}: ${from}`),
    );
    expect(strays).toEqual([]);
    const used = new Set(files.flatMap(({ imports }) => imports.map(packageOf)));
    expect(Object.keys(belongsTo).filter(name => name !== "@sparticuz/chromium" && !used.has(name))).toEqual([]);
  });

  test("are of packages that the installation has", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
    const installed = { ...dependencies, ...devDependencies };
    const packages = files.flatMap(({ imports }) =>
      imports.filter(from => !isOwn(from) && !from.startsWith("node:")).map(packageOf),
    );
    expect(packages.filter(name => !Object.hasOwn(installed, name))).toEqual([]);
  });
});

describe("the parts that a browser runs", () => {
  const ofBrowser = files.filter(({ part }) => pure.includes(part));

  test("import nothing of Node", () => {
    const builtIn = (from: string) => from.startsWith("node:") || builtinModules.includes(from);
    expect(ofBrowser.flatMap(({ path, imports }) => imports.filter(builtIn).map(from => `${path}: ${from}`))).toEqual(
      [],
    );
  });

  test("read no clock, no chance, no surroundings", () => {
    const impure = /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bBuffer\b|\b__dirname\b|\bfetch\(/;
    expect(ofBrowser.filter(({ text }) => impure.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });
});

describe("printing", () => {
  test("is done by the command line alone", () => {
    const prints = /\bconsole\.|\bprocess\.(?:stdout|stderr)\b/;
    expect(
      files.filter(({ part, text }) => part !== "cli" && prints.test(withoutComments(text))).map(({ path }) => path),
    ).toEqual([]);
  });
});

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** A circle of names, its first one repeated at the end. */
function circleIn(next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const each of next.get(name) ?? []) {
      const circle = walk(each, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of next.keys()) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}
