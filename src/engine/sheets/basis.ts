/** What a case with an agreement counts: what is agreed, or what is proposed too. The live switch, and what it makes of a choice. */
import type { Standing } from "../../agreement/standing.ts";
import { habitsOf, eachLocale, inLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { agreementResult, basisText, fingerprintText } from "../basis-text.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import { type PlanContext, sheet } from "./context.ts";

const choiceColumn = 2;
/** Below the switch between scenarios, where there is one. */
const choiceRow = ({ kase }: PlanContext): number => (kase.scenarios.length > 1 ? 4 : 3);

/** Where the switch stands on the summary; none for an estimate, nor where all that is chosen is agreed. */
export function basisChoice(context: PlanContext): CellRef | undefined {
  const { standing } = context;
  if (!standing || standing.potential.size === 0) return undefined;
  return sheet(context, "summary").ref(choiceRow(context), choiceColumn);
}

/** The switch; gives how many rows of the summary's head it takes beyond that of the scenarios. */
export function planBasisSwitch(context: PlanContext, cells: SheetBuilder): 0 | 1 {
  const choice = basisChoice(context);
  if (!choice) return 0;
  const { row, column } = choice;
  cells.label(row, 1, words("summary.counts"), "row-head");
  cells.choice(row, column, "committed_only", ["committed_only", "with_proposed"], words("hint.basis-switch"), {
    name: "basis",
    origin: context.kase.place,
  });
  cells.label(row, column + 1, words("summary.counts-how"), "note", { across: 4 });
  return context.kase.scenarios.length > 1 ? 1 : 0;
}

/**
 * Whether an indicator is chosen, and counts as the switch stands (`as-shown`) or as it would if it were turned (`turned`). Undefined
 * where there is no switch.
 */
export function countsOnBasis(
  context: PlanContext,
  { chosen, standing }: { readonly chosen: CellRef; readonly standing?: CellRef },
  switched: "as-shown" | "turned",
): PlanFormula | undefined {
  const choice = basisChoice(context);
  const { basisWords } = context;
  if (!choice || !basisWords || !standing) return undefined;
  const { agreed, committed_only, with_proposed } = basisWords;
  const withAll = switched === "as-shown" ? with_proposed : committed_only;
  return formula`=AND(${chosen}=${context.words.yes},OR(${standing}=${agreed},${choice}=${withAll}))`;
}

/** What the figures count, and in which state of the agreement. */
export function agreementNote(standing: Standing): Text {
  const { committed, potential } = standing;
  const sentences = [
    basisText({ committed: committed.size, potential: potential.size }),
    fingerprintText(agreementResult(standing)),
  ];
  return eachLocale(locale =>
    sentences
      .map(sentence => words("basis.sentence", { text: inLocale(sentence, locale) }))
      .map(text => inLocale(text, locale))
      .join(habitsOf(locale).betweenSentences),
  );
}
