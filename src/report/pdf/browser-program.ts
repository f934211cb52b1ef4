/** A browser, and what its process needs in its environment. */
export interface BrowserProgram {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}
