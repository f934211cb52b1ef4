/** What the case says about its uncertain inputs, and which inputs there are to say something about. Ids are those of the tornado. */
import type { Model, NumberStyle } from "../model/model.ts";
import type { Distribution } from "../sampling/distribution.ts";
import type { Text } from "../text/locale.ts";
import type { Case, Provenance } from "./case.ts";
import { readersOfDrivers } from "./readers.ts";
