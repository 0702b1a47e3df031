import type { ContactRow } from '../../store/planning.ts';
import type { AttributionRow, SystemRow, TeamRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { systemId } from '../systems.ts';
import { cellOf, contactText } from './cells.ts';
import type { Contact, ListedSystem, SystemList, Unusable } from './listed.ts';

/** What an import would do with one system of the list. */
export interface PlannedSystem {
  where: string;
  id: string;
  name: string;
  state: 'new' | 'changed' | 'unchanged';
  /** What becomes of each fact that changes, as people read it; null: nothing was said. */
  changes: { field: Field; from: string | null; to: string }[];
}
export type Field = 'name' | 'team' | 'owners' | 'support' | 'public' | 'pii' | 'monthlyCost' | 'keys';

/** What an import does: what to show of it, and the rows that it writes. */
export interface ListPlan {
  from: SystemList['from'];
  systems: PlannedSystem[];
  refused: Unusable[];
  passedOver: SystemList['passedOver'];
  /** Names of teams that it makes. */
  teams: string[];
  rows: PlannedRows;
}

/** Rows that an import writes; of systems and contacts those that change. */
export interface PlannedRows {
  teams: TeamRow[];
  systems: (Omit<SystemRow, 'created'> & { created: number | undefined })[];
  contacts: { system: string; contacts: Omit<ContactRow, 'system'>[] }[];
  /** In the order in which they come behind the others. */
  rules: { system: string; pattern: string }[];
}

/** Compares a list with what is declared. What the list does not say stays as it is, and no key is taken away. */
export async function planImport(reader: Reader, list: SystemList): Promise<ListPlan> {
  const known = await declared(reader);
  const plan: ListPlan = {
    from: list.from,
    systems: [],
    refused: [...list.refused],
    passedOver: list.passedOver,
    teams: [],
    rows: { teams: [], systems: [], contacts: [], rules: [] },
  };
  const places = new Map<string, string>();
  const patterns = new Map(known.rules.map(({ pattern, system }) => [pattern, system]));
  for (const listed of list.systems) {
    const before = known.byName.get(listed.name) ?? known.byId.get(systemId(listed.name));
    const id = before?.id ?? systemId(listed.name);
    const first = places.get(id);
    const taken = listed.keys.find((key) => (patterns.get(key) ?? id) !== id);
    if (first !== undefined) {
      plan.refused.push({ where: listed.where, why: `"${listed.name}" stands at ${first} already.` });
    } else if (taken !== undefined) {
      const owner = patterns.get(taken) ?? '';
      plan.refused.push({ where: listed.where, why: `What matches ${taken} goes to ${owner} already.` });
    } else {
      places.set(id, listed.where);
      for (const key of listed.keys) patterns.set(key, id);
      planOne(plan, known, listed, id, before);
    }
  }
  plan.refused.sort((a, b) => a.where.localeCompare(b.where, 'en', { numeric: true }));
  return plan;
}

interface Declared {
  byId: ReadonlyMap<string, SystemRow>;
  byName: ReadonlyMap<string, SystemRow>;
  teams: Map<string, TeamRow>;
  contacts: readonly ContactRow[];
  rules: readonly AttributionRow[];
}

async function declared(reader: Reader): Promise<Declared> {
  const systems = await reader.systems();
  return {
    byId: new Map(systems.map((row) => [row.id, row])),
    byName: new Map(systems.map((row) => [row.name, row])),
    teams: new Map(
      (await reader.teams()).flatMap((row) => [
        [row.id, row],
        [row.name, row],
      ]),
    ),
    contacts: await reader.contacts(),
    rules: await reader.attributions(),
  };
}

function planOne(
  plan: ListPlan,
  known: Declared,
  listed: ListedSystem,
  id: string,
  before: SystemRow | undefined,
): void {
  const { rows } = plan;
  const changes: PlannedSystem['changes'] = [];
  const changed = (field: Field, from: string | undefined, to: string) => {
    if (from !== to) changes.push({ field, from: from ?? null, to });
  };
  const team = listed.team === undefined ? undefined : teamOf(plan, known, listed.team);
  const after = {
    id,
    name: listed.name,
    created: before?.created,
    team: team?.id ?? before?.team,
    pii: listed.pii ?? before?.pii,
    public: listed.public ?? before?.public,
    monthlyCost: listed.monthlyCost ?? before?.monthlyCost,
  };
  if (before) changed('name', before.name, listed.name);
  if (team) changed('team', before?.team === undefined ? undefined : nameOf(known, before.team), team.name);
  if (listed.public !== undefined) changed('public', yesNo(before?.public), yesNo(listed.public) ?? '');
  if (listed.pii !== undefined) changed('pii', yesNo(before?.pii), yesNo(listed.pii) ?? '');
  if (listed.monthlyCost !== undefined)
    changed('monthlyCost', before?.monthlyCost?.toString(), listed.monthlyCost.toString());
  if (!before || changes.length > 0) rows.systems.push(after);
  planContacts(known, listed, id, changed, rows);
  const own = known.rules.filter(({ system }) => system === id).map(({ pattern }) => pattern);
  const more = listed.keys.filter((key) => !own.includes(key));
  if (more.length > 0) changed('keys', own.length > 0 ? cellOf(own) : undefined, cellOf([...own, ...more]));
  rows.rules.push(...more.map((pattern) => ({ system: id, pattern })));
  const state = !before ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
  plan.systems.push({ where: listed.where, id, name: listed.name, state, changes });
}

function planContacts(
  known: Declared,
  listed: ListedSystem,
  id: string,
  changed: (field: Field, from: string | undefined, to: string) => void,
  rows: PlannedRows,
): void {
  const own = known.contacts.filter(({ system }) => system === id);
  const of = (kind: ContactRow['kind']) => own.filter((row) => row.kind === kind);
  const [owners, support] = [listed.owners ?? of('owner'), listed.support ?? of('support')];
  const said = (contacts: readonly Contact[]) =>
    contacts.length === 0 ? undefined : cellOf(contacts.map(contactText));
  const [ownersBefore, supportBefore] = [said(of('owner')), said(of('support'))];
  const [ownersAfter, supportAfter] = [said(owners), said(support)];
  if (ownersAfter === ownersBefore && supportAfter === supportBefore) return;
  if (ownersAfter !== undefined) changed('owners', ownersBefore, ownersAfter);
  if (supportAfter !== undefined) changed('support', supportBefore, supportAfter);
  const as = (kind: ContactRow['kind'], contacts: readonly Contact[]) =>
    contacts.map(({ name, reach }) => ({ kind, name, reach }));
  rows.contacts.push({ system: id, contacts: [...as('owner', owners), ...as('support', support)] });
}

/** The team of a name or id, planned where there is none yet. */
function teamOf(plan: ListPlan, known: Declared, name: string): TeamRow {
  const found = known.teams.get(name) ?? known.teams.get(systemId(name));
  if (found) return found;
  const team = { id: systemId(name), name };
  known.teams.set(team.id, team);
  plan.rows.teams.push(team);
  plan.teams.push(name);
  return team;
}

function nameOf({ teams }: Declared, id: string): string {
  return teams.get(id)?.name ?? id;
}

function yesNo(said: boolean | undefined): string | undefined {
  return said === undefined ? undefined : said ? 'yes' : 'no';
}
