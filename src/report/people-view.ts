/** Who stands behind the figures: the customer's committee and groups, the vendor's team. */
import { type CustomerGroup, customerGroups, type Person, type VendorRole, vendorRoles } from "../case/case.ts";
import type { TextKey } from "../text/say.ts";
import type { Phrasing } from "./phrasing.ts";

export interface PeopleGroup {
  readonly name: string;
  readonly task: string | null;
  readonly people: readonly { readonly name: string; readonly role: string }[];
}

export interface PeopleView {
  readonly title: string;
  readonly lead: string;
  readonly sides: readonly { readonly name: string; readonly groups: readonly PeopleGroup[] }[];
}

const groupNames = {
  "steering-committee": "report.people.steering-committee",
  "implementation-group": "report.people.implementation-group",
  "monitoring-group": "report.people.monitoring-group",
  "improvement-group": "report.people.improvement-group",
} as const satisfies Record<CustomerGroup, TextKey>;

const groupTasks = {
  "steering-committee": "report.people.steering-committee-task",
  "implementation-group": "report.people.implementation-group-task",
  "monitoring-group": "report.people.monitoring-group-task",
  "improvement-group": "report.people.improvement-group-task",
} as const satisfies Record<CustomerGroup, TextKey>;

const roleNames = {
  sales: "report.people.sales",
  delivery: "report.people.delivery",
  service: "report.people.service",
} as const satisfies Record<VendorRole, TextKey>;

/** Null if the case names nobody. */
export function peopleView(phrasing: Phrasing): PeopleView | null {
  const { kase, say } = phrasing;
  const shown = (person: Person) => ({ name: phrasing.text(person.name), role: phrasing.text(person.role) });
  const customer = customerGroups.flatMap(group => {
    const people = kase.people.customer[group];
    return people.length === 0
      ? []
      : [{ name: say(groupNames[group]), task: say(groupTasks[group]), people: people.map(shown) }];
  });
  const vendor = vendorRoles.flatMap(role => {
    const person = kase.people.vendor[role];
    return person ? [{ name: say(roleNames[role]), task: null, people: [shown(person)] }] : [];
  });
  const sides = [
    { name: phrasing.text(kase.customer.name), groups: customer },
    { name: phrasing.vendorName ?? say("report.cover.vendor"), groups: vendor },
  ].filter(side => side.groups.length > 0);
  return sides.length === 0 ? null : { title: say("report.people.title"), lead: say("report.people.lead"), sides };
}
