/** ISO 4217 currency codes, as the platform knows them. */
const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const isCurrency = (code: string): boolean => known.has(code);
