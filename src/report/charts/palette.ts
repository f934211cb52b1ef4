/** The colours of the charts: those of the page, by its variables (templates/page.css), so that a theme changes both. Told apart in grey too. */
export const palette = {
  navy: "var(--navy)",
  teal: "var(--teal)",
  tealLight: "var(--teal-light)",
  /** The one warm accent: what lowers a figure, what is lost, the mark to look at. */
  accent: "var(--accent)",
  grey: "var(--chart-grey)",
  greyLight: "var(--line)",
  ink: "var(--ink)",
  paper: "#ffffff",
} as const;
