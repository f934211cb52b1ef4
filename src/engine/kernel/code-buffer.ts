/** The body of a WebAssembly function while it is written: bytes, and the pairs of draws it keeps in locals. */
import type { Code } from "./wasm-bytes.ts";

export class CodeBuffer {
  private bytes = new Uint8Array(2048);
  private length = 0;
  /** Locals taken so far, those before the first pair not counted. */
  pairs = 0;
  private readonly firstPair: number;

  constructor(firstPair: number) {
    this.firstPair = firstPair;
  }

  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  newLocal(): number {
    return this.firstPair + this.pairs++;
  }

  put(...parts: readonly Code[]): void {
    for (let which = 0; which < parts.length; which++) {
      const part = parts[which] ?? [];
      for (let at = 0; at < part.length; at++) this.byte(part[at] ?? 0);
    }
  }

  get(local: number): void {
    this.byte(0x20);
    this.unsigned(local);
  }

  set(local: number): void {
    this.byte(0x21);
    this.unsigned(local);
  }

  tee(local: number): void {
    this.byte(0x22);
    this.unsigned(local);
  }

  /** The pair at the address on the stack and an offset. */
  loadPair(offset: number): void {
    this.memory(0x00, offset);
  }

  storePair(offset: number): void {
    this.memory(0x0b, offset);
  }

  /** The pair at a fixed address. */
  loadFrom(address: number): void {
    this.byte(0x41);
    this.byte(0);
    this.loadPair(address);
  }

  private memory(operation: number, offset: number): void {
    this.byte(0xfd);
    this.byte(operation);
    this.byte(4);
    this.unsigned(offset);
  }

  private unsigned(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.byte((rest & 127) | 128);
    this.byte(rest);
  }

  private byte(value: number): void {
    if (this.length === this.bytes.length) {
      const longer = new Uint8Array(2 * this.length);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes[this.length++] = value;
  }
}
