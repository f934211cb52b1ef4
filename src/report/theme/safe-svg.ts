/**
 * An SVG drawing written anew from what only draws: listed elements, attributes that run nothing and lead nowhere outside. Everything
 * else is left out with what is in it. Undefined where the text is no drawing, or declares entities. As an image it can run no script
 * anyway; this is the first of two locks.
 */

const drawing = new Set(
  "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask pattern".split(
    " ",
  ),
);
const attributes = new Set(
  (
    "id class x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points width height viewBox preserveAspectRatio transform offset " +
    "fill fill-opacity fill-rule clip-path clip-rule mask opacity stroke stroke-width stroke-linecap stroke-linejoin " +
    "stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity stop-color stop-opacity color " +
    "gradientUnits gradientTransform spreadMethod patternUnits patternTransform clipPathUnits maskUnits " +
    "font-family font-size font-weight font-style text-anchor letter-spacing href xlink:href style"
  ).split(" "),
);

const tokens =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*>|<\/?[A-Za-z](?:"[^"]*"|'[^']*'|[^"'<>])*>|[^<]+|</g;
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export function safeSvg(text: string): string | undefined {
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return undefined;
  const written: string[] = [];
  const open: string[] = [];
  /** Elements left out that are still open. */
  let dropped = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === "<") return undefined;
    if (!token.startsWith("<")) {
      if (dropped === 0 && open.length > 0) written.push(token.replaceAll(">", "&gt;"));
      continue;
    }
    const [, slash, name = ""] = /^<(\/?)([A-Za-z][\w:.-]*)/.exec(token) ?? [];
    if (name === "") continue;
    if (slash) {
      if (dropped > 0) dropped -= 1;
      else if (open.pop() !== name) return undefined;
      else written.push(`</${name}>`);
      continue;
    }
    const isEmpty = token.endsWith("/>");
    if (dropped > 0 || !drawing.has(name)) {
      if (!isEmpty) dropped += 1;
      continue;
    }
    if (open.length === 0 && (name !== "svg" || written.length > 0)) return undefined;
    const space =
      open.length === 0 ? ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"' : "";
    written.push(`<${name}${space}${attributesOf(token)}${isEmpty ? "/" : ""}>`);
    if (!isEmpty) open.push(name);
  }
  return open.length === 0 && dropped === 0 && written.length > 1 ? written.join("") : undefined;
}

function attributesOf(tag: string): string {
  const kept = new Map<string, string>();
  for (const [, name = "", double, single] of tag.matchAll(attribute)) {
    const value = double ?? single ?? "";
    if (attributes.has(name) && !kept.has(name) && leadsNowhere(name, value)) kept.set(name, value);
  }
  return [...kept]
    .map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`)
    .join("");
}

/** Within the drawing itself at most; no escapes that would hide an address. */
function leadsNowhere(name: string, value: string): boolean {
  if (/[\\@]|&#|javascript:|data:|expression/i.test(value)) return false;
  if (name === "href" || name === "xlink:href") return /^#[\w.-]+$/.test(value);
  return [...value.matchAll(/url\s*\(\s*["']?/gi)].every(({ index, 0: found }) => value[index + found.length] === "#");
}
