/** Archives changed byte by byte, as no program writes them. */

const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;

/** Changes the entries of the list at the archive's end; each gets a view that begins at the entry. */
export function withEntries(archive: Uint8Array, change: (entry: DataView, path: string) => void): Uint8Array {
  const changed = new Uint8Array(archive);
  for (const { at, path } of entriesOf(changed)) change(new DataView(changed.buffer, at), path);
  return changed;
}

function entriesOf(archive: Uint8Array): { at: number; length: number; path: string }[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const found = [];
  for (let at = view.getUint32(archive.length - endBytes + 16, true); view.getUint32(at, true) === entrySignature; ) {
    const nameLength = view.getUint16(at + 28, true);
    const length = entryBytes + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const path = new TextDecoder().decode(archive.subarray(at + entryBytes, at + entryBytes + nameLength));
    found.push({ at, length, path });
    at += length;
  }
  return found;
}

/** The same archive with its sizes and places in the long form, which some programs write for small files too. */
export function inLongForm(archive: Uint8Array): Uint8Array {
  const entries = entriesOf(archive);
  const directory = Buffer.concat(
    entries.map(({ at, length }) => longEntry(Buffer.from(archive.subarray(at, at + length)))),
  );
  const start = entries[0]?.at ?? 0;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeBigUInt64LE(BigInt(entries.length), 24);
  end64.writeBigUInt64LE(BigInt(entries.length), 32);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
  const end = Buffer.from(archive.subarray(archive.length - endBytes));
  end.fill(0xff, 8, 20);
  return new Uint8Array(Buffer.concat([archive.subarray(0, start), directory, end64, locator, end]));
}

function longEntry(entry: Buffer): Buffer {
  const nameEnd = entryBytes + entry.readUInt16LE(28);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  [24, 20, 42].forEach((field, index) => {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + index * 8);
    entry.writeUInt32LE(0xffffffff, field);
  });
  entry.writeUInt16LE(extra.length, 30);
  return Buffer.concat([entry.subarray(0, nameEnd), extra]);
}
