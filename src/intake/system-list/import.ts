import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { SystemRow } from '../../store/rows.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { SystemList } from './listed.ts';
import { type ListPlan, planImport } from './plan.ts';

/** Where the last import is remembered, so that it can be undone. */
const NOTE = 'systems-import';

const System = z.object({
  id: z.string(),
  name: z.string(),
  team: z.string().optional(),
  created: z.number(),
  pii: z.boolean().optional(),
  public: z.boolean().optional(),
  monthlyCost: z.number().optional(),
});
const Contacts = z.array(
  z.object({ kind: z.enum(['owner', 'support']), name: z.string(), reach: z.string().optional() }),
);
/** One system as it was before an import and as the import left it; `before` null: it made it. */
const Touched = z.object({
  id: z.string(),
  before: z.object({ system: System, contacts: Contacts }).nullable(),
  after: z.object({ system: System, contacts: Contacts }),
});
const Kept = z.object({
  id: z.string(),
  at: z.number(),
  by: z.string(),
  file: z.string(),
  made: z.number(),
  changed: z.number(),
  systems: z.array(Touched),
  teams: z.array(z.string()),
  rules: z.array(z.string()),
});
type Kept = z.output<typeof Kept>;

/** The last import of a list of systems. */
export type LastImport = Pick<Kept, 'id' | 'at' | 'by' | 'file' | 'made' | 'changed'>;

/**
 * Writes what a list says of systems, and remembers how they were before.
 * @param as.id random: what an undo names
 */
export async function importSystems(
  writer: Writer,
  list: SystemList,
  as: { id: string; at: Instant; by: string; file: string },
): Promise<ListPlan> {
  const plan = await planImport(writer, list);
  const touched = plan.systems.filter(({ state }) => state !== 'unchanged');
  if (touched.length === 0) return plan;
  const ids = new Set(touched.map(({ id }) => id));
  const before = await stateOf(writer, ids);
  for (const team of plan.rows.teams) await writer.putTeam(team);
  for (const { created = as.at, ...row } of plan.rows.systems) await writer.putSystem({ ...row, created });
  for (const { system, contacts } of plan.rows.contacts) await writer.putContacts(system, contacts);
  const rules = await addRules(writer, plan);
  const after = await stateOf(writer, ids);
  const systems = [...ids].flatMap((id) => {
    const now = after.get(id);
    return now ? [{ id, before: before.get(id) ?? null, after: now }] : [];
  });
  const kept: Kept = {
    ...as,
    made: touched.filter(({ state }) => state === 'new').length,
    changed: touched.filter(({ state }) => state === 'changed').length,
    systems,
    teams: plan.rows.teams.map(({ id }) => id),
    rules,
  };
  await writer.putNote(NOTE, JSON.stringify(kept));
  return plan;
}

async function addRules(writer: Writer, { rows }: ListPlan): Promise<string[]> {
  let order = (await writer.attributions()).reduce((most, rule) => Math.max(most, rule.order), 0);
  const ids: string[] = [];
  for (const { system, pattern } of rows.rules) {
    const id = createHash('sha256').update(`${system}\n${pattern}`).digest('hex').slice(0, 16);
    order += 1;
    await writer.putAttribution({ id, order, pattern, system });
    ids.push(id);
  }
  return ids;
}

/** The last import that was not undone. */
export async function lastImport(reader: Reader): Promise<LastImport | undefined> {
  const kept = await keptImport(reader);
  if (!kept) return undefined;
  const { id, at, by, file, made, changed } = kept;
  return { id, at, by, file, made, changed };
}

/**
 * Puts back what the last import changed: systems that it made go, others are as they were.
 * @throws Refusal `not-found` where that is not the last import, `conflict` where something of it was changed
 *   since, or evidence came in for a system that it made
 */
export async function undoImport(writer: Writer, id: string): Promise<LastImport> {
  const kept = await keptImport(writer);
  if (kept?.id !== id)
    throw new Refusal(
      'not-found',
      'This is not the last import of systems.',
      {},
      'Only the last one can be undone.',
    );
  const now = await stateOf(writer, new Set(kept.systems.map((each) => each.id)));
  for (const each of kept.systems) {
    if (JSON.stringify(now.get(each.id)) !== JSON.stringify(each.after))
      throw changedSince(`"${each.after.system.name}" was changed since.`);
  }
  for (const rule of kept.rules) await writer.removeAttribution(rule);
  for (const { id: system, before, after } of kept.systems) {
    if (before) {
      await writer.putSystem(rowOf(before.system));
      await writer.putContacts(
        system,
        before.contacts.map((row) => ({ ...row, reach: row.reach })),
      );
    } else if (!(await writer.removeSystem(system)))
      throw changedSince(`Something is known of "${after.system.name}" that would be lost.`);
  }
  const used = new Set((await writer.systems()).map(({ team }) => team));
  for (const team of kept.teams) if (!used.has(team)) await writer.removeTeam(team);
  await writer.putNote(NOTE, '');
  return kept;
}

function changedSince(why: string): Refusal {
  return new Refusal('conflict', `The import cannot be undone: ${why}`, {}, 'Change the systems one by one.');
}

async function keptImport(reader: Reader): Promise<Kept | undefined> {
  const text = await reader.note(NOTE);
  return text ? Kept.parse(JSON.parse(text)) : undefined;
}

async function stateOf(reader: Reader, ids: ReadonlySet<string>) {
  const contacts = await reader.contacts();
  const state = new Map<string, z.output<typeof Touched>['after']>();
  for (const row of await reader.systems()) {
    if (!ids.has(row.id)) continue;
    const own = contacts.filter(({ system }) => system === row.id);
    // Through the schema, so that what is compared later has the same members in the same order.
    state.set(row.id, {
      system: System.parse(JSON.parse(JSON.stringify(row))),
      contacts: Contacts.parse(JSON.parse(JSON.stringify(own))),
    });
  }
  return state;
}

function rowOf(system: z.output<typeof System>): SystemRow {
  const { team, pii, public: open, monthlyCost } = system;
  return { ...system, team, pii, public: open, monthlyCost };
}
