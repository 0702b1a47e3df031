import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attribution, namesOf } from '../../intake/attribute.ts';
import { ensureSystem, systemId } from '../../intake/systems.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import { Refusal } from '../../records/refusal.ts';
import type { SystemRow } from '../../store/rows.ts';
import type { Writer } from '../../store/store.ts';
import { reaches, sees } from '../access/caller.ts';
import { outOfReach } from '../access/policy.ts';
import {
  NewRule,
  NewTeam,
  Rule,
  RulePreview,
  Rules,
  System,
  SystemFacts,
  Systems,
  Team,
  Teams,
} from '../api/organization.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

const Id = z.string().min(1).max(200);
/** Things that a preview looks at, at most: a page must not read millions. */
const LOOKED = 5_000;
const SHOWN = 20;

/** Systems and their teams, and what is given to them by rules. */
export function systemRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'Systems';

  declare(
    {
      id: 'listTeams',
      method: 'GET',
      path: '/teams',
      tag,
      summary: 'Teams that own systems.',
      policy: { may: 'read' },
      answer: Teams,
    },
    async ({ organization }) => ({ rows: await store.reader(organization.id).teams() }),
  );

  declare(
    {
      id: 'addTeam',
      method: 'POST',
      path: '/teams',
      tag,
      summary: 'Name a team.',
      policy: { may: 'administer' },
      body: NewTeam,
      answer: Team,
      status: 201,
    },
    async ({ organization, body, request }) => {
      const team = { id: systemId(body.name), name: body.name };
      if (!team.id)
        throw new Refusal('usage', 'A name needs a letter or a digit.', { field: 'name' }, 'Choose another.');
      await store.write(organization.id, async (writer) => {
        if ((await writer.teams()).some(({ id }) => id === team.id))
          throw new Refusal(
            'conflict',
            `There is a team "${team.id}" already.`,
            { field: 'name' },
            'Choose another name.',
          );
        await writer.putTeam(team);
        await writer.addAudit(auditRow(request, now(), 'team.add', `team ${team.id}`, { name: team.name }));
      });
      return team;
    },
  );

  declare(
    {
      id: 'removeTeam',
      method: 'DELETE',
      path: '/teams/:team',
      tag,
      summary: 'Take a team away; its systems then have none.',
      policy: { may: 'administer' },
      params: z.object({ team: Id }),
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await writer.removeTeam(params.team))) throw notFound('team');
        for (const system of await writer.systems())
          if (system.team === params.team) await writer.putSystem({ ...system, team: undefined });
        await writer.addAudit(auditRow(request, now(), 'team.remove', `team ${params.team}`));
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'listSystems',
      method: 'GET',
      path: '/systems',
      tag,
      summary: 'Systems, and what people declare of them.',
      policy: { may: 'read', scoped: true },
      answer: Systems,
    },
    async ({ organization, access }) => ({
      rows: (await store.reader(organization.id).systems())
        .filter(({ id }) => sees(access.reach, id))
        .map(shownSystem),
    }),
  );

  declare(
    {
      id: 'addSystem',
      method: 'POST',
      path: '/systems',
      tag,
      summary: 'Name a system to assess, and declare facts about it.',
      policy: { may: 'contribute' },
      body: SystemFacts,
      answer: System,
      status: 201,
    },
    async ({ organization, access, body, request }) =>
      store.write(organization.id, async (writer) => {
        const id = systemId(body.name);
        if ((await writer.systems()).some((system) => system.id === id))
          throw new Refusal(
            'conflict',
            `There is a system "${id}" already.`,
            { field: 'name' },
            'Choose another name.',
          );
        await knownTeam(writer, body.team);
        if (!reaches(access.reach, { id, team: body.team ?? undefined })) throw outOfReach();
        const made = await ensureSystem(writer, body.name, now(), factsOf(body));
        await writer.addAudit(auditRow(request, now(), 'system.add', `system ${made.id}`, body));
        return shownSystem(made);
      }),
  );

  declare(
    {
      id: 'changeSystem',
      method: 'PUT',
      path: '/systems/:system',
      tag,
      summary: 'Declare facts about a system.',
      policy: { may: 'contribute' },
      params: z.object({ system: Id }),
      body: SystemFacts,
      answer: System,
    },
    async ({ organization, access, params, body, request, ifMatch }) =>
      store.write(organization.id, async (writer) => {
        const system = findSystem(await writer.systems(), params.system);
        const after: SystemRow = { ...system, name: body.name, ...factsOf(body) };
        if (!reaches(access.reach, system) || !reaches(access.reach, after)) throw outOfReach();
        ifMatch(shownSystem(system));
        await knownTeam(writer, body.team);
        await writer.putSystem(after);
        await writer.addAudit(
          auditRow(request, now(), 'system.change', `system ${system.id}`, {
            from: shownSystem(system),
            to: body,
          }),
        );
        return shownSystem(after);
      }),
  );

  declare(
    {
      id: 'listRules',
      method: 'GET',
      path: '/rules',
      tag,
      summary: 'Attribution rules: what matches a pattern goes to a system. The first match by order wins.',
      policy: { may: 'read' },
      answer: Rules,
    },
    async ({ organization }) => ({ rows: await store.reader(organization.id).attributions() }),
  );

  declare(
    {
      id: 'previewRule',
      method: 'POST',
      path: '/rules/preview',
      tag,
      summary: 'What a pattern matches of what is known now; nothing is changed.',
      policy: { may: 'contribute' },
      body: NewRule.pick({ pattern: true }),
      answer: RulePreview,
    },
    async ({ organization, body }) => {
      const rule = attribution([{ id: 'preview', order: 0, pattern: body.pattern, system: 'preview' }]);
      const { rows } = await store.reader(organization.id).things({}, { limit: LOOKED });
      const matching = rows.filter(
        ({ keys, account }) => rule.systemOf(namesOf('', keys, account)) !== undefined,
      );
      return {
        matches: matching.length,
        looked: rows.length,
        examples: matching
          .slice(0, SHOWN)
          .map(({ name, kind, system }) => ({ name, kind, system: system ?? null })),
      };
    },
  );

  declare(
    {
      id: 'addRule',
      method: 'POST',
      path: '/rules',
      tag,
      summary: 'Give what matches a pattern to a system, from the next import on.',
      policy: { may: 'administer' },
      body: NewRule,
      answer: Rule,
      status: 201,
    },
    async ({ organization, body, request }) =>
      store.write(organization.id, async (writer) => {
        const system = findSystem(await writer.systems(), body.system);
        const last = (await writer.attributions()).reduce((most, rule) => Math.max(most, rule.order), 0);
        const rule = {
          id: createHash('sha256').update(`${system.id}\n${body.pattern}`).digest('hex').slice(0, 16),
          order: body.order ?? last + 1,
          pattern: body.pattern,
          system: system.id,
        };
        await writer.putAttribution(rule);
        await writer.addAudit(auditRow(request, now(), 'rule.add', `rule ${rule.id}`, rule));
        return rule;
      }),
  );

  declare(
    {
      id: 'removeRule',
      method: 'DELETE',
      path: '/rules/:rule',
      tag,
      summary: 'Take an attribution rule away; what it gave stays given.',
      policy: { may: 'administer' },
      params: z.object({ rule: Id }),
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        const rule = (await writer.attributions()).find(({ id }) => id === params.rule);
        if (!rule) throw notFound('rule');
        await writer.removeAttribution(rule.id);
        await writer.addAudit(auditRow(request, now(), 'rule.remove', `rule ${rule.id}`, { ...rule }));
      });
      return undefined;
    },
  );
}

async function knownTeam(writer: Writer, team: string | null): Promise<void> {
  if (team === null || (await writer.teams()).some(({ id }) => id === team)) return;
  throw notFound('team', 'See: GET /teams');
}

type Facts = z.output<typeof SystemFacts>;

function factsOf(body: Facts): Pick<SystemRow, 'team' | 'pii' | 'public' | 'monthlyCost'> {
  return {
    team: body.team ?? undefined,
    pii: body.pii ?? undefined,
    public: body.public ?? undefined,
    monthlyCost: body.monthlyCost ?? undefined,
  };
}

function shownSystem(row: SystemRow): z.output<typeof System> {
  return {
    id: row.id,
    name: row.name,
    team: row.team ?? null,
    pii: row.pii ?? null,
    public: row.public ?? null,
    monthlyCost: row.monthlyCost ?? null,
  };
}
