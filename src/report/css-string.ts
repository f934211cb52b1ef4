/**
 * Text inside a style sheet. HTML escaping does not hold there: everything but plain letters, digits and spaces becomes a code point,
 * so that no quote, backslash, line break or `</style>` can end the string or the sheet.
 */
export function cssString(text: string): string {
  let written = "";
  for (const character of text)
    written += /[A-Za-z0-9 ]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `;
  return `"${written.replaceAll("\\0 ", "\\fffd ")}"`;
}
