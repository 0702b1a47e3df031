import { growth } from '../../derive/growth.ts';
import { tracksOf } from '../../derive/runs.ts';
import { comparedScore, score } from '../../derive/score.ts';
import { timeline } from '../../derive/timeline.ts';
import type { Model } from '../../model/model.ts';
import { DAY, formatInstant, type Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { PlanRow } from '../../store/planning.ts';
import type { ExemptionRow, SystemRow } from '../../store/rows.ts';
import { planProgress } from '../plan/progress.ts';
import { buildScorecard, standingsAt } from '../scorecard/build.ts';
import type { Histories } from '../scorecard/histories.ts';
import type { SystemScore } from '../scorecard/scorecard.ts';
import { changesBetween, explained } from './changes.ts';
import type { Report, ReportScope, ReportSystem } from './report.ts';

/** How far ahead lapses are told. */
const AHEAD = 31 * DAY;
/** Steps that are told, at most. */
const STEPS = 10;

/** What a report is asked for. */
export interface ReportQuestion {
  scope: ReportScope;
  at: Instant;
  /** The date that it is compared with, before `at`. */
  compare: Instant;
  known: Instant;
  plans: readonly PlanRow[];
  exemptions: readonly ExemptionRow[];
}

/**
 * Builds a report from histories already read: pure. Both dates are scored by the same model, so that they can
 * be compared.
 * @throws Refusal `not-found` for a scope that is not there, `usage` where the dates are not in order
 */
export function buildReport(histories: Histories, model: Model, question: ReportQuestion): Report {
  const { scope, at, compare, known } = question;
  if (compare >= at)
    throw new Refusal(
      'usage',
      'The date to compare with is not before the date of the report.',
      { field: 'compare' },
      'Give an earlier one.',
    );
  const { title, rows } = within(histories, scope);
  const ids = new Set(rows.map(({ id }) => id));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const card = buildScorecard(histories, model, { at, known });
  const tracks = tracksOf(model.levels);
  const scored = card.systems
    .filter(({ id }) => ids.has(id))
    .map((system) => ({ system, earlier: standingsAt(histories, tracks, system.id, compare) }));
  const systems = scored.map(({ system, earlier }) => systemOf(system, earlier));
  // Exempt aspects count as they stand wherever scores are compared.
  const average = {
    now: mean(scored.map(({ system }) => system.compared)),
    before: mean(scored.map(({ earlier }) => comparedScore(earlier.values()))),
  };
  const named = <Row extends { system: string }>(row: Row) => ({
    ...row,
    systemName: names.get(row.system) ?? row.system,
  });
  return {
    scope,
    title,
    organization: card.organization,
    at: card.at,
    compare: formatInstant(compare),
    model: card.model,
    average,
    growth: growth(average.now ?? undefined, average.before ?? undefined) ?? null,
    openFindings: systems.reduce((sum, { openFindings }) => sum + openFindings, 0),
    systems,
    changes: explained(
      histories,
      model,
      changesBetween({ ...histories, systems: [...rows] }, compare, at),
      at,
    ),
    lapses: lapsesOf(card.systems, ids, at).map(named),
    steps: card.focus
      .filter(({ system }) => ids.has(system))
      .slice(0, STEPS)
      .map(named),
    plans: question.plans
      .filter(({ system, created }) => ids.has(system) && created <= at)
      .map((plan) => {
        const history = histories.of(plan.system, at).get(plan.aspect);
        const { state, level } = planProgress(plan, history ? timeline(history, tracks) : [], at);
        const { system, aspect, target, owner, due } = plan;
        return named({
          system,
          aspect,
          level,
          target,
          owner,
          due: due === undefined ? null : formatInstant(due),
          state,
        });
      })
      .filter(({ state }) => state !== 'dropped'),
    exemptions: question.exemptions
      .filter(
        ({ system, from, until, learned }) => ids.has(system) && from <= at && at < until && learned <= known,
      )
      .map(({ system, aspect, until, approver, reason }) =>
        named({ system, aspect, until: formatInstant(until), approver, reason }),
      ),
  };
}

function within(histories: Histories, scope: ReportScope): { title: string; rows: readonly SystemRow[] } {
  if (scope.kind === 'portfolio') return { title: histories.organization, rows: histories.systems };
  const rows = histories.systems.filter((row) =>
    scope.kind === 'team' ? row.team === scope.id : row.id === scope.id,
  );
  const title = scope.kind === 'team' ? histories.teams.get(scope.id)?.name : rows[0]?.name;
  if (title !== undefined) return { title, rows };
  throw new Refusal('not-found', `There is no ${scope.kind} "${scope.id}".`, {}, 'See: assay systems');
}

function systemOf(now: SystemScore, earlier: ReturnType<typeof standingsAt>): ReportSystem {
  const before = score(earlier.values());
  return {
    id: now.id,
    name: now.name,
    team: now.team,
    criticality: now.exposure.criticality,
    production: now.exposure.production,
    score: now.score,
    before: before ?? null,
    growth: growth(now.compared, comparedScore(earlier.values())) ?? null,
    openFindings: now.openFindings,
    aspects: now.aspects.map(({ id, level, exempt, reason, next, lapses }) => ({
      id,
      level,
      before: earlier.get(id)?.level ?? 1,
      exempt,
      reason,
      next,
      lapses,
    })),
  };
}

function lapsesOf(systems: readonly SystemScore[], ids: ReadonlySet<string>, at: Instant) {
  const all = systems.flatMap((system) =>
    ids.has(system.id)
      ? system.aspects.flatMap(({ id, exempt, level, lapses, lapsesTo }) =>
          lapses === null || lapsesTo === null || exempt || Date.parse(lapses) > at + AHEAD
            ? []
            : [{ system: system.id, aspect: id, at: lapses, from: level, to: lapsesTo }],
        )
      : [],
  );
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function mean(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : scores.reduce((sum, each) => sum + each, 0) / scores.length;
}
