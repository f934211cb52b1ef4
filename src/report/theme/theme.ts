/** How a vendor's reports look: name, logo, colours. Read from a small YAML or JSON file; what is left out stays as it is without a theme. */
import { z } from "zod";
import { error, type Finding, hasErrors } from "../../finding/finding.ts";
import { field, localText, plainText, readFields } from "../../model/fields.ts";
import { readYaml, type SourceFile, type YamlSource } from "../../model/yaml-source.ts";
import type { Text } from "../../text/locale.ts";
import { black, type Color, colorFrom, contrast, hexOf, towards, white } from "./color.ts";

export interface Theme {
  /** In place of the vendor that the case names. */
  readonly vendor?: Text;
  /** Address of the logo's data. */
  readonly logo?: string;
  readonly colors: Colors;
}

export interface Colors {
  /** Headings, cover, first series of charts. */
  readonly primary?: Color;
  /** Messages, rules, heat map, second series. */
  readonly secondary?: Color;
  /** What lowers a figure, what is lost or missing. */
  readonly accent?: Color;
}

export interface ReadTheme {
  readonly theme?: Omit<Theme, "logo">;
  /** As written, with its place: the file beside the theme. */
  readonly logo?: { readonly file: string; readonly source: YamlSource };
  readonly findings: readonly Finding[];
}

const color = field<Color>("expect.color", '"#12294a"', { type: "string" }, value =>
  typeof value === "string" ? colorFrom(value) : undefined,
);

const schema = z.strictObject({
  vendor: localText.optional(),
  logo: plainText.optional(),
  colors: z
    .strictObject({ primary: color.optional(), secondary: color.optional(), accent: color.optional() })
    .optional(),
});

/** Least contrast of text, WCAG 2 level AA. */
const leastContrast = 4.5;

export function parseTheme(file: SourceFile): ReadTheme {
  const { source, findings } = readYaml(file);
  if (!source) return { findings };
  const { fields, findings: shape } = readFields(source, schema);
  if (!fields) return { findings: shape };
  const { vendor, logo } = fields;
  const colors = definedOf(fields.colors ?? {});
  const found = [...shape, ...weakColors(colors, source)];
  if (hasErrors(found)) return { findings: found };
  return {
    theme: { ...(vendor === undefined ? {} : { vendor }), colors },
    ...(logo === undefined ? {} : { logo: { file: logo, source } }),
    findings: found,
  };
}

function definedOf({ primary, secondary, accent }: { [K in keyof Colors]: Colors[K] | undefined }): Colors {
  return { ...(primary ? { primary } : {}), ...(secondary ? { secondary } : {}), ...(accent ? { accent } : {}) };
}

/** Text stands in the primary and secondary colour on white, and in white on them; of the accent a darker shade is made for text. */
function weakColors(colors: Colors, source: YamlSource): Finding[] {
  return (["primary", "secondary"] as const).flatMap(name => {
    const given = colors[name];
    if (!given) return [];
    const ratio = contrast(given, white);
    if (ratio >= leastContrast) return [];
    return [
      error("theme-contrast", source.placeOf(["colors", name]), {
        color: hexOf(given),
        // Never rounded up to what is needed.
        ratio: (Math.floor(ratio * 10) / 10).toFixed(1),
        least: leastContrast,
        better: hexOf(towards(given, black, white, leastContrast)),
      }),
    ];
  });
}
