/** The calendar as a term: build, go-live, horizon in years, period. */
import { z } from "zod";
import { isoDate } from "../model/fields.ts";
import type { Json } from "./canonical.ts";

const schema = z.strictObject({
  build: isoDate,
  "go-live": isoDate,
  horizon: z.number().int().min(1).max(30),
  period: z.enum(["month", "quarter", "year"]),
});

/** Undefined where the value is no calendar. */
export function readCalendar(value: Json): z.output<typeof schema> | undefined {
  const { data } = schema.safeParse(value);
  return data && data["go-live"] >= data.build ? data : undefined;
}
