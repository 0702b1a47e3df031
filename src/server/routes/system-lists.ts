import { z } from 'zod';
import { systemsCsv } from '../../intake/system-list/csv.ts';
import { importSystems, type LastImport, lastImport, undoImport } from '../../intake/system-list/import.ts';
import { type ListPlan, planImport } from '../../intake/system-list/plan.ts';
import { readSystemList } from '../../intake/system-list/read.ts';
import { formatInstant } from '../../records/instant.ts';
import { sees } from '../access/caller.ts';
import { newId } from '../access/secret.ts';
import { LastSystemImport, NewSystemList, SystemListPlan, UndoSystemImport } from '../api/system-list.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { actorName } from './people.ts';

/** Systems out of a table or a Backstage catalogue, and as a table. */
export function systemListRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'Systems';
  const policy = { may: 'administer' as const };

  declare(
    {
      id: 'previewSystems',
      method: 'POST',
      path: '/system-list/preview',
      tag,
      summary: 'What a table of systems or a Backstage catalogue would make and change; nothing is kept.',
      policy,
      body: NewSystemList,
      answer: SystemListPlan,
    },
    async ({ organization, body }) =>
      shownPlan(await planImport(store.reader(organization.id), await readSystemList(body.name, body.text))),
  );

  declare(
    {
      id: 'importSystems',
      method: 'POST',
      path: '/system-list',
      tag,
      summary: 'Declare systems by a table or a Backstage catalogue; lines that are refused are left out.',
      policy,
      body: NewSystemList,
      answer: SystemListPlan,
    },
    async ({ organization, caller, body, request }) => {
      const list = await readSystemList(body.name, body.text);
      return store.write(organization.id, async (writer) => {
        const as = { id: newId(), at: now(), by: actorName(caller), file: body.name };
        const plan = await importSystems(writer, list, as);
        await writer.addAudit(
          auditRow(request, as.at, 'system.import', `import ${as.id}`, importDetail(body.name, plan)),
        );
        return shownPlan(plan);
      });
    },
  );

  declare(
    {
      id: 'getSystemsImport',
      method: 'GET',
      path: '/system-list/last',
      tag,
      summary: 'The last import of systems, which can be undone.',
      policy,
      answer: LastSystemImport,
    },
    async ({ organization }) => {
      const last = await lastImport(store.reader(organization.id));
      return { last: last ? shownImport(last) : null };
    },
  );

  declare(
    {
      id: 'undoSystemsImport',
      method: 'POST',
      path: '/system-list/undo',
      tag,
      summary: 'Put back what the last import of systems changed, where nothing of it was changed since.',
      policy,
      body: UndoSystemImport,
      answer: LastSystemImport,
    },
    async ({ organization, body, request }) =>
      store.write(organization.id, async (writer) => {
        const { file, made, changed } = await undoImport(writer, body.id);
        const detail = { file, made, changed };
        await writer.addAudit(auditRow(request, now(), 'system.import.undo', `import ${body.id}`, detail));
        return { last: null };
      }),
  );

  declare(
    {
      id: 'exportSystems',
      method: 'GET',
      path: '/system-list',
      tag,
      summary: 'What is declared of the systems, as a table that can be imported again.',
      policy: { may: 'read', scoped: true },
      answer: z.string(),
      produces: 'text/csv',
    },
    async ({ organization, access, reply }) => {
      const text = await systemsCsv(store.reader(organization.id), (id) => sees(access.reach, id));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="systems-${organization.id}.csv"`)
        .send(text);
    },
  );
}

/** What the audit log says of an import: how many, and which. */
export function importDetail(file: string, { from, systems, refused, teams }: ListPlan) {
  const of = (state: string) => systems.filter((each) => each.state === state).map(({ id }) => id);
  const [made, changed] = [of('new'), of('changed')];
  return {
    file,
    from,
    made: made.slice(0, NAMED),
    changed: changed.slice(0, NAMED),
    counts: { made: made.length, changed: changed.length, refused: refused.length, teams: teams.length },
  };
}

/** Systems that a row of the audit log names, at most. */
const NAMED = 200;

function shownPlan({ rows: _, ...plan }: ListPlan): z.output<typeof SystemListPlan> {
  return plan;
}

function shownImport({ id, at, by, file, made, changed }: LastImport) {
  return { id, at: formatInstant(at), by, file, made, changed };
}
