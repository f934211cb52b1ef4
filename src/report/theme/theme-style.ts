/** A theme's colours as values of the style sheet's variables; every shade that carries or underlies text keeps a contrast of 4.5. */
import { black, type Color, contrast, hexOf, mixed, towards, white } from "./color.ts";
import type { Colors } from "./theme.ts";

const leastContrast = 4.5;
const ink: Color = [31, 41, 51];
/** Ground of stated gaps. */
const gapGround: Color = [251, 241, 234];

export function themeStyle({ primary, secondary, accent }: Colors): string {
  const variables: Record<string, Color> = {
    ...(primary ? ofPrimary(primary) : {}),
    ...(secondary ? ofSecondary(secondary) : {}),
    ...(primary && secondary
      ? { "cover-label": towards(mixed(secondary, white, 0.5), white, primary, leastContrast) }
      : {}),
    ...(accent ? { accent, "accent-dark": towards(accent, black, gapGround, leastContrast) } : {}),
  };
  const lines = Object.entries(variables).map(([name, value]) => `  --${name}: ${hexOf(value)};`);
  return lines.length === 0 ? "" : `:root {\n${lines.join("\n")}\n}`;
}

function ofPrimary(primary: Color): Record<string, Color> {
  return {
    navy: primary,
    "cover-text": towards(mixed(primary, white, 0.82), white, primary, leastContrast),
    "cover-quiet": towards(mixed(primary, white, 0.7), white, primary, leastContrast),
    "cover-line": mixed(primary, white, 0.3),
    "cover-warning": towards([244, 199, 165], white, primary, leastContrast),
    "cover-label": towards(mixed(primary, white, 0.65), white, primary, leastContrast),
  };
}

function ofSecondary(secondary: Color): Record<string, Color> {
  const shades = [0.86, 0.68, 0.44, 0.08].map(share => mixed(secondary, white, share));
  const heat = [...shades, mixed(secondary, black, 0.28)];
  return {
    teal: secondary,
    "teal-light": mixed(secondary, white, 0.56),
    ...Object.fromEntries(
      heat.flatMap((shade, index) => {
        const { ground, text } = legible(shade);
        return [
          [`heat-${index + 1}`, ground],
          [`heat-text-${index + 1}`, text],
        ];
      }),
    ),
  };
}

/** Dark or white text, whichever stands out more, on the shade moved away from it as far as it needs. */
function legible(shade: Color): { readonly ground: Color; readonly text: Color } {
  const isLight = contrast(shade, ink) >= contrast(shade, white);
  const [text, away] = isLight ? [ink, white] : [white, black];
  return { ground: towards(shade, away, text, leastContrast), text };
}
