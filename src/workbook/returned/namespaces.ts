/** The vocabularies of a workbook: as Excel writes it by default, and in its strict form. */

export const spreadsheet: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
]);
export const contentTypes: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/package/2006/content-types",
]);
export const relationships: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/package/2006/relationships",
]);
export const properties: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
  "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
]);
/** Of attributes that name a relationship. */
export const relationshipIds: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "http://purl.oclc.org/ooxml/officeDocument/relationships",
]);
