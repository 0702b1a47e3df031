import { z } from 'zod';
import type { Interval, Standing } from '../../derive/history.ts';
import { nextSentence } from '../../derive/reason.ts';
import { tracksOf } from '../../derive/runs.ts';
import { standing } from '../../derive/standing.ts';
import { timeline } from '../../derive/timeline.ts';
import type { Model } from '../../model/model.ts';
import { planProgress } from '../../outputs/plan/progress.ts';
import { dayText } from '../../outputs/scorecard/build.ts';
import { teamOf } from '../../outputs/scorecard/facts.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import type { Histories } from '../../outputs/scorecard/histories.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AspectId } from '../../records/words.ts';
import type { PlanRow } from '../../store/planning.ts';
import { reaches, sees } from '../access/caller.ts';
import { outOfReach } from '../access/policy.ts';
import { newId } from '../access/secret.ts';
import { NewPlan, Plan, PlanChange, Plans, PlansQuery } from '../api/planning.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';

const PlanParams = z.object({ plan: z.string().min(1).max(200) });

/** What will be done so that levels rise. Nobody ticks a plan off: it is done when the level is derived. */
export function planRoutes(declare: Declare, { store, model: english, now, scorecards }: Shared): void {
  const tag = 'Plans';
  const tracks = tracksOf(english.levels);

  /** Says of plans where their aspects stand. */
  function shower(histories: Histories, model: Model) {
    const at = now();
    const seen = new Map<string, { intervals: Interval[]; here: Standing }>();
    const systems = new Map(histories.systems.map((row) => [row.id, row]));
    const day = dayText(histories.timeZone, model.language);
    const stands = (system: string, aspect: AspectId) => {
      const key = `${system} ${aspect}`;
      const before = seen.get(key);
      if (before) return before;
      const history = histories.of(system, at).get(aspect);
      if (!history) throw new Error(`the model has no aspect ${aspect}`);
      const found = { intervals: timeline(history, tracks), here: standing(history, tracks, at) };
      seen.set(key, found);
      return found;
    };
    return (row: PlanRow): z.output<typeof Plan> | undefined => {
      const system = systems.get(row.system);
      const aspect = model.aspects.find(({ id }) => id === row.aspect);
      if (!system || !aspect) return undefined;
      const { intervals, here } = stands(row.system, row.aspect);
      const { state, level, reached } = planProgress(row, intervals, at);
      return {
        id: row.id,
        system: row.system,
        systemName: system.name,
        team: teamOf(system, histories),
        aspect: row.aspect,
        target: row.target,
        response: row.response,
        owner: row.owner,
        due: row.due === undefined ? null : formatInstant(row.due),
        note: row.note,
        created: formatInstant(row.created),
        by: row.by,
        state,
        level,
        reached: reached === undefined ? null : formatInstant(reached),
        earliest: here.next?.earliest === undefined ? null : formatInstant(here.next.earliest),
        step: nextSentence(here, model, aspect, day),
      };
    };
  }

  async function shown(organization: string, row: PlanRow, model: Model) {
    const answer = shower(await scorecards.histories(organization, undefined), model)(row);
    if (!answer) throw notFound('plan');
    return answer;
  }

  declare(
    {
      id: 'listPlans',
      method: 'GET',
      path: '/plans',
      tag,
      summary: 'What is planned, by whom and until when, and how far the evidence says it is.',
      policy: { may: 'read', scoped: true },
      query: PlansQuery,
      answer: Plans,
    },
    async ({ organization, access, query, model }) => {
      const show = shower(await scorecards.histories(organization.id, undefined), model);
      const rows = (await store.reader(organization.id).plans())
        .filter(({ system }) => sees(access.reach, system))
        .filter(({ system }) => query.system === undefined || system === query.system)
        .flatMap((row) => show(row) ?? [])
        .filter(({ state }) => query.state === undefined || state === query.state);
      return { rows };
    },
  );

  declare(
    {
      id: 'addPlan',
      method: 'POST',
      path: '/plans',
      tag,
      summary: 'Plan how a gap is closed: a response, an owner, a day, and the level to reach.',
      policy: { may: 'contribute' },
      body: NewPlan,
      answer: Plan,
      status: 201,
    },
    async ({ organization, access, body, caller, request, model }) => {
      const histories = await scorecards.histories(organization.id, undefined);
      const row = await store.write(organization.id, async (writer) => {
        const system = findSystem(await writer.systems(), body.system);
        if (!reaches(access.reach, system)) throw outOfReach();
        const history = histories.of(system.id, now()).get(body.aspect);
        const level = history ? standing(history, tracks, now()).level : 1;
        if (level >= body.target) {
          throw new Refusal(
            'usage',
            `${system.name} stands at level ${level} there already.`,
            { field: 'target' },
            'Aim higher, or plan for another aspect.',
          );
        }
        const made: PlanRow = {
          ...factsOf(body),
          id: newId(),
          system: system.id,
          aspect: body.aspect,
          created: now(),
          by: caller.kind === 'nobody' ? '' : caller.actor.name,
          dropped: undefined,
        };
        await writer.putPlan(made);
        await writer.addAudit(auditRow(request, now(), 'plan.add', `system ${system.id}`, body));
        return made;
      });
      return shown(organization.id, row, model);
    },
  );

  declare(
    {
      id: 'getPlan',
      method: 'GET',
      path: '/plans/:plan',
      tag,
      summary: 'One plan, and how far the evidence says it is.',
      policy: { may: 'read', scoped: true },
      params: PlanParams,
      answer: Plan,
    },
    async ({ organization, access, params, model }) => {
      const row = (await store.reader(organization.id).plans()).find(({ id }) => id === params.plan);
      if (!row || !sees(access.reach, row.system)) throw notFound('plan');
      return shown(organization.id, row, model);
    },
  );

  declare(
    {
      id: 'changePlan',
      method: 'PUT',
      path: '/plans/:plan',
      tag,
      summary: 'Change a plan, give it up, or take it up again.',
      policy: { may: 'contribute' },
      params: PlanParams,
      body: PlanChange,
      answer: Plan,
    },
    async ({ organization, access, params, body, request, ifMatch, model }) => {
      const histories = await scorecards.histories(organization.id, undefined);
      const row = await store.write(organization.id, async (writer) => {
        const before = (await writer.plans()).find(({ id }) => id === params.plan);
        const system = (await writer.systems()).find(({ id }) => id === before?.system);
        if (!before || !system) throw notFound('plan');
        if (!reaches(access.reach, system)) throw outOfReach();
        ifMatch(shower(histories, model)(before));
        const { dropped, ...facts } = body;
        const after: PlanRow = {
          ...before,
          ...factsOf(facts),
          dropped: dropped ? (before.dropped ?? now()) : undefined,
        };
        await writer.putPlan(after);
        await writer.addAudit(auditRow(request, now(), 'plan.change', `system ${system.id}`, { ...body }));
        return after;
      });
      return shown(organization.id, row, model);
    },
  );
}

function factsOf({
  target,
  response,
  owner,
  due,
  note,
}: Omit<z.output<typeof NewPlan>, 'system' | 'aspect'>): Pick<
  PlanRow,
  'target' | 'response' | 'owner' | 'due' | 'note'
> {
  return { target, response, owner, due: due ? Date.parse(due) : undefined, note };
}
