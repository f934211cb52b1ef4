/** Plain files out of a tar archive, for the few shared libraries beside the carried browser. Folders, links and extensions are passed over. */

export interface TarFile {
  /** Last part of the path: everything goes into one folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const block = 512;

export function* filesInTar(archive: Buffer): Generator<TarFile> {
  let at = 0;
  while (at + block <= archive.length) {
    const path = fieldText(archive, at, 100);
    if (path === "") return;
    const size = Number.parseInt(fieldText(archive, at + 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new Error(`tar entry ${path} has no readable size`);
    const kind = fieldText(archive, at + 156, 1);
    const start = at + block;
    const name = path.slice(path.lastIndexOf("/") + 1);
    if ((kind === "0" || kind === "") && name !== "") yield { name, bytes: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / block) * block;
  }
}

function fieldText(archive: Buffer, at: number, length: number): string {
  const field = archive.toString("latin1", at, at + length);
  const end = field.indexOf("\0");
  return (end < 0 ? field : field.slice(0, end)).trim();
}
