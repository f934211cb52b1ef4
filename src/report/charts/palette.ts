/** The colours of the charts, the same as those of the page (report.css). Told apart in grey too: dark, middle, light. */
export const palette = {
  navy: "#12294a",
  teal: "#1d7f82",
  tealLight: "#9fcdcb",
  /** The one warm accent: what lowers a figure, what is lost, the mark to look at. */
  accent: "#c8692a",
  grey: "#8a95a3",
  greyLight: "#d5dbe2",
  ink: "#1f2933",
  paper: "#ffffff",
} as const;
