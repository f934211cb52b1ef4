/** Whole-process time and memory of the commands, each beside a bare script that does the same with the library alone, in the same run. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { preparePeers } from "./prepare-commands.ts";
import type { Section } from "./section.ts";
import { median } from "./timing.ts";

interface Contest {
  readonly name: string;
  readonly ours: readonly string[];
  readonly peerName: string;
  readonly peer: readonly string[];
  /** Most that the ratio should be. */
  readonly goal: number;
}

const rounds = Number(process.env.ROUNDS ?? 9);
const folder = "out/bench";
const valuebook = (...args: string[]) => ["dist/cli/main.js", ...args];
const contests: Contest[] = [
  { name: "valuebook --help", ours: valuebook("--help"), peerName: "node -e 0", peer: ["-e", "0"], goal: 2 },
  {
    name: "calc",
    ours: valuebook("calc", "fixtures/jianglan", "--json"),
    peerName: "HyperFormula builds the same sheets",
    peer: ["bench/bare-calc.mjs", `${folder}/sheets.json`],
    goal: 1.5,
  },
  {
    name: "export",
    ours: valuebook("export", "fixtures/jianglan", "-o", `${folder}/ours.xlsx`),
    peerName: "HyperFormula calculates, ExcelJS writes the same cells, unstyled",
    peer: ["bench/bare-export.mjs", `${folder}/sheets.json`, `${folder}/bare.xlsx`],
    goal: 1.5,
  },
  {
    name: "report",
    ours: valuebook("report", "fixtures/jianglan", "-o", `${folder}/ours.pdf`),
    peerName: "the same Chromium prints the finished HTML once",
    peer: ["bench/bare-print.mjs", `${folder}/report.html`, `${folder}/bare.pdf`, `${folder}/browser.json`],
    goal: 1.5,
  },
  {
    name: "report",
    ours: valuebook("report", "fixtures/jianglan", "-o", `${folder}/ours.pdf`),
    peerName: "HyperFormula builds the same sheets, then the same Chromium prints the finished HTML once",
    peer: [
      "bench/bare-report.mjs",
      `${folder}/sheets.json`,
      `${folder}/report.html`,
      `${folder}/bare.pdf`,
      `${folder}/browser.json`,
    ],
    goal: 1.5,
  },
];

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
}

function run(args: readonly string[]): Run {
  const memoryFile = `${folder}/memory.txt`;
  const begun = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--import", "./bench/note-memory.mjs", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, BENCH_MEMORY_FILE: memoryFile },
  });
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")}: status ${status}\n${stderr}`);
  return { milliseconds, megabytes: Number(readFileSync(memoryFile, "utf8")) / 1024 };
}

export async function commandsSection(): Promise<Section> {
  mkdirSync(folder, { recursive: true });
  await preparePeers(folder);
  const results = contests.map(fought);
  return {
    id: "commands",
    title: "Commands",
    about: `Whole process, files included, on the demonstration case. Medians of ${rounds} alternating runs.`,
    measures: results.map(({ name, peerName, ratio, goal }) => ({
      what: `${name} ÷ ${peerName}`,
      value: ratio,
      unit: "×",
      goal: { most: goal },
    })),
    table: {
      columns: ["command", "ms", "MB", "peer", "ms", "MB"],
      rows: results.map(({ name, ours, peerName, theirs }) => [
        name,
        ours.milliseconds.toFixed(0),
        ours.megabytes.toFixed(0),
        peerName,
        theirs.milliseconds.toFixed(0),
        theirs.megabytes.toFixed(0),
      ]),
    },
  };
}

function fought(contest: Contest) {
  run(contest.ours);
  run(contest.peer);
  const ours: Run[] = [];
  const peer: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(run(contest.ours));
    peer.push(run(contest.peer));
  }
  const of = (runs: readonly Run[]): Run => ({
    milliseconds: median(runs.map(each => each.milliseconds)),
    megabytes: median(runs.map(each => each.megabytes)),
  });
  const [mine, theirs] = [of(ours), of(peer)];
  return { ...contest, ours: mine, theirs, ratio: mine.milliseconds / theirs.milliseconds };
}
