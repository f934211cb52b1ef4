/** The returned file as a package of parts: which there are, of what type, and how one leads to another. */
import { words } from "../../text/say.ts";
import { contentTypes, relationships } from "./namespaces.ts";
import { type ElementReader, attribute, type XmlDocument, xmlSink } from "./parse-xml.ts";
import { refuse, refusePart, shortened } from "./refusal.ts";
import { Tally } from "./tally.ts";
import { unpack } from "./unpack.ts";
import { type ZipEntries, type ZipEntry, zipEntries } from "./zip-entries.ts";

export interface Relationship {
  /** The last word of its type: worksheet, sharedStrings. */
  readonly kind: string;
  /** The path of a part; undefined where it leads out of the package. */
  readonly target: string | undefined;
}

export const typesPart = "[Content_Types].xml";

export class Package {
  readonly tally = new Tally();
  readonly #bytes: Uint8Array;
  readonly #entries: ZipEntries;
  #types: { readonly byPart: Map<string, string>; readonly byEnding: Map<string, string> } | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#entries = zipEntries(bytes);
  }

  get parts(): readonly string[] {
    return [...this.#entries.values()].map(({ path }) => path);
  }

  has(part: string): boolean {
    return this.#entries.has(part.toLowerCase());
  }

  /** Reads a part with the readers of `document`, until `hasEnough`. */
  read(document: XmlDocument, hasEnough: () => boolean = () => false): void {
    const sink = xmlSink(document);
    unpack(this.#bytes, this.#entry(document.part), this.tally, chunk => {
      sink.write(chunk);
      return !hasEnough();
    });
    if (!hasEnough()) sink.end();
  }

  /** The first bytes of a part as text, at most `limit` of them. */
  beginningOf(part: string, limit: number): string {
    const chunks: Uint8Array[] = [];
    let length = 0;
    unpack(this.#bytes, this.#entry(part), this.tally, chunk => {
      chunks.push(chunk.subarray(0, limit - length));
      length += chunk.length;
      return length < limit;
    });
    return chunks.map(chunk => new TextDecoder("latin1").decode(chunk)).join("");
  }

  /** What the part leads to, by the ids it uses; nothing where it leads nowhere. "" for the package itself. */
  relationshipsOf(part: string): ReadonlyMap<string, Relationship> {
    const found = new Map<string, Relationship>();
    const folder = part.slice(0, part.lastIndexOf("/") + 1);
    const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
    if (!this.has(path)) return found;
    const root: ElementReader = {
      child: (_, attributes) => {
        const id = attribute(attributes, "Id") ?? "";
        if (found.has(id)) refusePart(path);
        const isOutside = attribute(attributes, "TargetMode") === "External";
        found.set(id, {
          kind: (attribute(attributes, "Type") ?? "").split("/").at(-1) ?? "",
          target: isOutside ? undefined : pathOf(attribute(attributes, "Target") ?? "", folder),
        });
        return undefined;
      },
    };
    this.read({ part: path, root: "Relationships", namespaces: relationships, reader: () => root });
    return found;
  }

  /** What the package says of a part's type; "" where it says nothing. */
  typeOf(part: string): string {
    this.#types ??= this.#readTypes();
    const path = part.toLowerCase();
    return this.#types.byPart.get(path) ?? this.#types.byEnding.get(path.split(".").at(-1) ?? "") ?? "";
  }

  #readTypes() {
    const types = { byPart: new Map<string, string>(), byEnding: new Map<string, string>() };
    const root: ElementReader = {
      child: (name, attributes) => {
        const type = attribute(attributes, "ContentType") ?? "";
        if (name === "Default") types.byEnding.set((attribute(attributes, "Extension") ?? "").toLowerCase(), type);
        if (name === "Override")
          types.byPart.set((attribute(attributes, "PartName") ?? "").replace(/^\//, "").toLowerCase(), type);
        return undefined;
      },
    };
    this.read({ part: typesPart, root: "Types", namespaces: contentTypes, reader: () => root });
    return types;
  }

  #entry(part: string): ZipEntry {
    const entry = this.#entries.get(part.toLowerCase());
    if (!entry)
      return refuse("workbook-unreadable", { problem: words("returned.problem.missing", { part: shortened(part) }) });
    return entry;
  }
}

/** A target is a path from the root of the package (/xl/a.xml), or from the folder of the part that names it (../a.xml). */
function pathOf(target: string, folder: string): string {
  const whole = target.startsWith("/") ? target : folder + target;
  const steps: string[] = [];
  for (const step of whole.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
