/** Runs in a thread of its own, whose memory and time are limited: parses the bytes it is given, and tells what it found. */
import { parentPort, workerData } from "node:worker_threads";
import { parseReturned } from "./read-returned.ts";

const { bytes, file } = workerData as { readonly bytes: Uint8Array; readonly file: string };
parentPort?.postMessage(parseReturned(bytes, file));
