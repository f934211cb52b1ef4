/** When two cases name the same industry: by its English name, else the one there is, whatever the case of letters and the spaces. */
import { inLocale, type Text } from "../text/locale.ts";

export const industryKey = (industry: Text): string =>
  inLocale(industry, "en").normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
