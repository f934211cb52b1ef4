/**
 * Text that cannot steer a terminal: escape sequences, other control characters and direction marks from a user's file or command
 * line are shown instead of obeyed. Each is replaced by one character, so columns stay where they are.
 */
const steering = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Safe text of several lines. */
export function visible(text: string): string {
  return text.replaceAll(steering, character =>
    character === "\n" || character === "\t" ? character : sign(character),
  );
}

/** Safe text of one line: line breaks are shown, tabs are spaces. */
export function visibleLine(text: string): string {
  return text.replaceAll(steering, character => (character === "\t" ? " " : sign(character)));
}

/** JSON text with what is unsafe escaped; the data stays the same. */
export function visibleJson(json: string): string {
  return json.replaceAll(steering, character => {
    return character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** ␛ for the escape character, and so on; � where there is no sign. */
function sign(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}
