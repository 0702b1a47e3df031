import { z } from 'zod';
import { tracksOf } from '../../derive/runs.ts';
import type { Intake } from '../../intake/import.ts';
import { importAll } from '../../intake/import-all.ts';
import { attestations, disagreements } from '../../outputs/plan/workshop.ts';
import { standingsAt } from '../../outputs/scorecard/build.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { formatInstant, type Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { WorkshopRow } from '../../store/planning.ts';
import type { Store, Writer } from '../../store/store.ts';
import { type Access, reaches, sees } from '../access/caller.ts';
import { outOfReach } from '../access/policy.ts';
import { newId } from '../access/secret.ts';
import {
  NewWorkshop,
  type WORKSHOP_ROLES,
  Workshop,
  WorkshopChange,
  WorkshopData,
  Workshops,
  WorkshopsQuery,
} from '../api/planning.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { spool } from '../spool.ts';
import { originOf } from './imports.ts';

const WorkshopParams = z.object({ workshop: z.string().min(1).max(200) });

/** As what people sign. */
const ROLES: Readonly<Record<(typeof WORKSHOP_ROLES)[number], string>> = {
  'product-owner': 'product owner',
  manager: 'manager',
  operations: 'operations',
  developer: 'developer',
  security: 'security',
  other: 'participant',
};

/** Walks through the aspects with the people of a system; what they did becomes attestations in their names. */
export function workshopRoutes(declare: Declare, shared: Shared): void {
  const { store, model, now, scorecards } = shared;
  const tag = 'Workshops';
  const tracks = tracksOf(model.levels);

  function levelsAt(histories: Histories, system: string, at: Instant) {
    return [...standingsAt(histories, tracks, system, at)].map(([aspect, { level, exempt }]) => ({
      aspect,
      level,
      exempt,
    }));
  }

  async function shown(organization: string, row: WorkshopRow): Promise<z.output<typeof Workshop>> {
    const histories = await scorecards.histories(organization, undefined);
    const data = dataOf(row);
    const before = (await store.reader(organization).workshops(row.system)).find(
      ({ id, begun, ended }) => id !== row.id && ended !== undefined && begun < row.begun,
    );
    return {
      ...headOf(row, histories),
      version: row.version,
      answers: data.answers,
      levels: levelsAt(histories, row.system, row.ended ?? now()),
      disagreements: disagreements(data.answers),
      document: data.document ?? null,
      previous:
        before?.ended === undefined
          ? null
          : {
              id: before.id,
              ended: formatInstant(before.ended),
              levels: levelsAt(histories, row.system, before.ended),
              answers: dataOf(before).answers,
              people: dataOf(before).people,
            },
    };
  }

  declare(
    {
      id: 'listWorkshops',
      method: 'GET',
      path: '/workshops',
      tag,
      summary: 'Workshops that were held or go on, newest first.',
      policy: { may: 'read', scoped: true },
      query: WorkshopsQuery,
      answer: Workshops,
    },
    async ({ organization, access, query }) => {
      const histories = await scorecards.histories(organization.id, undefined);
      const rows = await store.reader(organization.id).workshops(query.system);
      return {
        rows: rows.filter(({ system }) => sees(access.reach, system)).map((row) => headOf(row, histories)),
      };
    },
  );

  declare(
    {
      id: 'addWorkshop',
      method: 'POST',
      path: '/workshops',
      tag,
      summary: 'Begin a workshop about a system, with the people in the room.',
      policy: { may: 'contribute' },
      body: NewWorkshop,
      answer: Workshop,
      status: 201,
    },
    async ({ organization, access, body, caller, request }) => {
      checkPeople(body.people);
      const row = await store.write(organization.id, async (writer) => {
        const system = findSystem(await writer.systems(), body.system);
        if (!reaches(access.reach, system)) throw outOfReach();
        const made: WorkshopRow = {
          id: newId(),
          system: system.id,
          begun: now(),
          ended: undefined,
          by: caller.kind === 'nobody' ? '' : caller.actor.name,
          version: 1,
          data: JSON.stringify({ people: body.people, answers: [] } satisfies WorkshopData),
        };
        await writer.putWorkshop(made);
        await writer.addAudit(
          auditRow(request, now(), 'workshop.begin', `system ${system.id}`, { people: body.people.length }),
        );
        return made;
      });
      return shown(organization.id, row);
    },
  );

  declare(
    {
      id: 'getWorkshop',
      method: 'GET',
      path: '/workshops/:workshop',
      tag,
      summary: 'What was said in a workshop, where people differ, and what the evidence says.',
      policy: { may: 'read', scoped: true },
      params: WorkshopParams,
      answer: Workshop,
    },
    async ({ organization, access, params }) => {
      const row = (await store.reader(organization.id).workshops()).find(({ id }) => id === params.workshop);
      if (!row || !sees(access.reach, row.system)) throw notFound('workshop');
      return shown(organization.id, row);
    },
  );

  declare(
    {
      id: 'changeWorkshop',
      method: 'PUT',
      path: '/workshops/:workshop',
      tag,
      summary: 'Write down who is in the room and what was said, while the workshop goes on.',
      policy: { may: 'contribute' },
      params: WorkshopParams,
      body: WorkshopChange,
      answer: Workshop,
    },
    async ({ organization, access, params, body, request }) => {
      checkPeople(body.people);
      checkAnswers(body, now());
      const row = await store.write(organization.id, async (writer) => {
        const before = await openOne(writer, access, params.workshop, body.version);
        const after = {
          ...before,
          version: before.version + 1,
          data: JSON.stringify({ people: body.people, answers: body.answers } satisfies WorkshopData),
        };
        await writer.putWorkshop(after);
        await writer.addAudit(
          auditRow(request, now(), 'workshop.change', `system ${before.system}`, {
            workshop: before.id,
            version: after.version,
          }),
        );
        return after;
      });
      return shown(organization.id, row);
    },
  );

  declare(
    {
      id: 'endWorkshop',
      method: 'POST',
      path: '/workshops/:workshop/end',
      tag,
      summary: 'End a workshop: what people said they did becomes attestations in their names.',
      policy: { may: 'contribute' },
      params: WorkshopParams,
      body: z.strictObject({ version: z.number().int() }),
      answer: Workshop,
    },
    async ({ organization, access, params, body, caller, request }) => {
      const reader = store.reader(organization.id);
      const open = (await reader.workshops()).find(({ id }) => id === params.workshop);
      const system = (await reader.systems()).find(({ id }) => id === open?.system);
      if (!open || !system) throw notFound('workshop');
      // Asked before anything is taken in: the attestations stay, whatever becomes of the workshop.
      if (!reaches(access.reach, system)) throw outOfReach();
      checkOpen(open, body.version);
      const data = dataOf(open);
      const list = attestations({ id: open.id, system: system.name, ...data }, roleName);
      const end = async (writer: Writer, document?: string) => {
        const before = await openOne(writer, access, params.workshop, body.version);
        await writer.putWorkshop({
          ...before,
          ended: now(),
          version: before.version + 1,
          data: JSON.stringify({ ...data, document } satisfies Partial<WorkshopData>),
        });
        const detail = { workshop: before.id, attestations: list.length };
        await writer.addAudit(auditRow(request, now(), 'workshop.end', `system ${before.system}`, detail));
      };
      if (list.length === 0) await store.write(organization.id, (writer) => end(writer));
      else {
        const taking = shared.taking(organization.id);
        await takeIn(store, `workshop-${open.id}.json`, list, {
          ...taking,
          organization: organization.id,
          origin: originOf(caller),
          learned: now(),
          system: system.name,
          // The attestations and the end of the workshop are one change.
          async after(writer, result, intake) {
            await taking.after?.(writer, result, intake);
            if (result.status !== 'refused') await end(writer, result.report.document.sha256);
          },
        });
      }
      const row = (await reader.workshops()).find(({ id }) => id === open.id);
      if (!row) throw notFound('workshop');
      return shown(organization.id, row);
    },
  );

  declare(
    {
      id: 'removeWorkshop',
      method: 'DELETE',
      path: '/workshops/:workshop',
      tag,
      summary: 'Throw a workshop away that has not ended.',
      policy: { may: 'contribute' },
      params: WorkshopParams,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, access, params, request }) => {
      await store.write(organization.id, async (writer) => {
        const row = await openOne(writer, access, params.workshop);
        await writer.removeWorkshop(row.id);
        await writer.addAudit(
          auditRow(request, now(), 'workshop.remove', `system ${row.system}`, { workshop: row.id }),
        );
      });
      return undefined;
    },
  );
}

function headOf(row: WorkshopRow, histories: Histories) {
  const { people, answers } = dataOf(row);
  return {
    id: row.id,
    system: row.system,
    systemName: histories.systems.find(({ id }) => id === row.system)?.name ?? row.system,
    begun: formatInstant(row.begun),
    ended: row.ended === undefined ? null : formatInstant(row.ended),
    by: row.by,
    people,
    answered: new Set(answers.map(({ aspect }) => aspect)).size,
  };
}

function dataOf(row: WorkshopRow): WorkshopData {
  return WorkshopData.parse(JSON.parse(row.data));
}

/** @throws Refusal `not-found`, `forbidden`, `conflict` once it ended, `stale` where it changed meanwhile */
async function openOne(writer: Writer, access: Access, id: string, version?: number): Promise<WorkshopRow> {
  const row = (await writer.workshops()).find((each) => each.id === id);
  const system = (await writer.systems()).find((each) => each.id === row?.system);
  if (!row || !system) throw notFound('workshop');
  if (!reaches(access.reach, system)) throw outOfReach();
  checkOpen(row, version);
  return row;
}

function checkOpen(row: WorkshopRow, version?: number): void {
  if (row.ended !== undefined)
    throw new Refusal('conflict', 'The workshop has ended.', {}, 'Begin a new one; it shows what changed.');
  if (version === undefined || version === row.version) return;
  throw new Refusal(
    'stale',
    'Somebody else wrote in this workshop since you read it.',
    { field: 'version' },
    'Read it again, and make your change to what it is now.',
  );
}

function checkPeople(people: WorkshopData['people']): void {
  if (new Set(people.map(({ id }) => id)).size === people.length) return;
  throw new Refusal(
    'usage',
    'Two people have the same id.',
    { field: 'people' },
    'Give each one of their own.',
  );
}

function checkAnswers({ people, answers }: Pick<WorkshopData, 'people' | 'answers'>, at: Instant): void {
  const known = new Set(people.map(({ id }) => id));
  for (const [index, { person, done }] of answers.entries()) {
    if (!known.has(person))
      throw new Refusal(
        'usage',
        'An answer is by somebody who is not in the room.',
        { field: `answers/${index}/person` },
        'Add the person, or take the answer away.',
      );
    if (done && Date.parse(done.when) > at)
      throw new Refusal(
        'usage',
        'What was done lies ahead.',
        { field: `answers/${index}/done/when` },
        'Give the day on which it was done; plan what is still to do.',
      );
  }
}

/** @throws Refusal where they are not taken in */
async function takeIn(store: Store, name: string, list: unknown, intake: Intake): Promise<void> {
  const spooled = await spool(
    name,
    once(new TextEncoder().encode(`${JSON.stringify(list, undefined, 2)}\n`)),
  );
  try {
    for await (const result of importAll(store, spooled.handed, intake)) {
      if (result.status === 'refused') throw new Refusal(result.code, result.why, result.place, result.next);
    }
  } finally {
    await spooled.remove();
  }
}

function roleName(role: string): string {
  return Object.entries(ROLES).find(([id]) => id === role)?.[1] ?? role;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
