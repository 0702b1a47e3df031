import { asArray, asObject, asString, asStrings, asText, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';

/** Dependabot, "Dependabot options reference". */
export function isDependabot(value: unknown): boolean {
  const root = asObject(value);
  if (asText(root?.version) !== '2') return false;
  return asArray(root?.updates).some((update) => 'package-ecosystem' in (asObject(update) ?? {}));
}

/** Renovate, "Configuration options". */
export function isRenovate(value: unknown, path: string): boolean {
  const root = asObject(value);
  if (!root) return false;
  if (/renovate/i.test(asString(root.$schema) ?? '')) return true;
  const presets = asStrings(root.extends);
  if (presets.some((preset) => /^(config|github>[^ ]*renovate|local>[^ ]*renovate)[:/]?/.test(preset)))
    return true;
  return (
    /(^|\/)(renovate\.json|\.renovaterc(\.json)?)$/.test(path) &&
    ('packageRules' in root || 'extends' in root)
  );
}

/** Updates that Dependabot is told to look for: one schedule each. */
export function* readDependabot(value: unknown): Generator<Reading> {
  let live = 0;
  for (const [index, element] of asArray(asObject(value)?.updates).entries()) {
    const update = asObject(element);
    const ecosystem = asString(update?.['package-ecosystem']);
    if (!update || !ecosystem) {
      yield { kind: 'problem', where: `/updates/${index}`, why: 'Expected `package-ecosystem`.' };
      continue;
    }
    // A limit of 0 switches version updates off.
    const enabled = asText(update['open-pull-requests-limit']) !== '0';
    if (enabled) live += 1;
    yield {
      kind: 'rule',
      type: 'schedule',
      id: `dependabot:${ecosystem}:${asString(update.directory) ?? asStrings(update.directories).join(',')}`,
      title: `Dependabot looks for ${ecosystem} updates ${intervalOf(update)}`,
      enabled,
    };
  }
  if (live > 0) yield declaredUpdates('Dependabot');
}

function intervalOf(update: Members): string {
  const schedule = asObject(update.schedule);
  const interval = asString(schedule?.interval);
  if (interval === 'cron') return `at ${asString(schedule?.cronjob) ?? 'times of its own'}`;
  return interval ?? 'at times not said';
}

/** Renovate's own configuration, with its schedule. */
export function* readRenovate(value: unknown): Generator<Reading> {
  const root = asObject(value) ?? {};
  const enabled = root.enabled !== false;
  const schedules = asStrings(root.schedule);
  for (const schedule of schedules.length > 0 ? schedules : ['at any time']) {
    const title = `Renovate looks for updates ${schedule}`;
    yield { kind: 'rule', type: 'schedule', id: `renovate:${schedule}`, title, enabled };
  }
  if (enabled) yield declaredUpdates('Renovate');
}

function declaredUpdates(bot: string): Reading {
  return {
    kind: 'practice',
    aspect: 'patch',
    output: 'test',
    declared: true,
    note: `${bot} is configured to update dependencies`,
  };
}
