import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Event, Practice, Resource, ResourceRef, Rule } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import { later } from './later.ts';
import { oneLine } from './one-line.ts';

/** A host or service that a monitoring, logging or endpoint tool knows. */
export interface Watched extends ResourceRef {
  /** When it was last heard from; absent where the tool has never heard from it, or does not say. */
  readonly heard?: Instant | undefined;
  /** It answered when the list was made, which says no time. */
  readonly answers?: boolean | undefined;
  readonly account?: Key | undefined;
  readonly owner?: string | undefined;
}

/** A watched host or service as a resource: telemetry reaches it when something was heard from it. */
export function watched({ heard, answers, account, owner, type, keys, name }: Watched): Resource {
  return {
    kind: 'resource',
    type,
    keys,
    ...(name && { name }),
    ...(account && { account }),
    ...(owner && { owner }),
    ...(heard !== undefined && { at: heard }),
    ...((heard !== undefined || answers) && { reaches: ['telemetry'] as const }),
  };
}

/** Something that waits to raise an alert: a monitor, a check, a detector, an alarm. */
export interface Monitor {
  readonly id: string;
  readonly title?: string | undefined;
  readonly enabled: boolean;
  readonly severity?: Severity | undefined;
  /** What it watches, where the document names it. */
  readonly watches?: ResourceRef | undefined;
  readonly playbook?: string | undefined;
}

/** The one way in which a monitor becomes an alert rule. */
export function alertRule(monitor: Monitor): Rule {
  const title = monitor.title ? oneLine(monitor.title, 200) : undefined;
  return {
    kind: 'rule',
    type: 'alert',
    id: monitor.id,
    enabled: monitor.enabled,
    ...(title && { title }),
    ...(monitor.severity && { severity: monitor.severity }),
    ...(monitor.watches && { resource: monitor.watches }),
    ...(monitor.playbook && { playbook: monitor.playbook }),
  };
}

/** Something that fired. */
export interface Alarm {
  readonly title: string;
  readonly at: Instant | undefined;
  readonly severity?: Severity | undefined;
  readonly about?: ResourceRef | undefined;
  readonly reference?: string | undefined;
  /** `alert` where absent; an incident is an alert that people work on. */
  readonly type?: 'alert' | 'incident' | undefined;
  /** Aspect that it is about; `alerts` where absent. */
  readonly aspect?: AspectId | undefined;
  /** Someone was notified: then a route was exercised, which is the aspect's output `alert`. */
  readonly delivered?: boolean | undefined;
}

/** An alert or incident as an event; where someone was notified, also as the practice that it is. */
export function* alarm(fired: Alarm): Generator<Event | Practice> {
  const title = oneLine(fired.title, 200);
  const shared = {
    ...(fired.at !== undefined && { at: fired.at }),
    ...(fired.reference && { reference: fired.reference }),
  };
  yield {
    kind: 'event',
    type: fired.type ?? 'alert',
    aspect: fired.aspect ?? 'alerts',
    title,
    ...(fired.severity && { severity: fired.severity }),
    ...(fired.about && { resource: fired.about }),
    ...shared,
  };
  if (!fired.delivered) return;
  yield {
    kind: 'practice',
    aspect: fired.aspect ?? 'alerts',
    output: 'alert',
    automation: 'full',
    note: oneLine(`delivered: ${title}`, 100),
    ...(fired.about && { subject: fired.about }),
    ...shared,
  };
}

/** Running count of what was heard from, for lists that are not held. */
export interface Heard {
  count: number;
  latest: Instant | undefined;
}

/** Notes one more. */
export function hear(heard: Heard, at: Instant | undefined): void {
  if (at === undefined) return;
  heard.count += 1;
  heard.latest = later(heard.latest, at);
}

/** One practice of telemetry for a listing in which something was heard from; nothing where none was. */
export function* heardFrom(tool: string, { count, latest }: Heard): Generator<Practice> {
  if (count === 0) return;
  yield {
    kind: 'practice',
    aspect: 'telemetry',
    output: 'test',
    ...(latest !== undefined && { at: latest }),
    automation: 'full',
    note: `${tool} heard from ${count} ${count === 1 ? 'thing' : 'things'}`,
  };
}

/** Running count of alert rules, for lists that are not held. */
export interface RulesSeen {
  /** Rules that are switched on. */
  rules: number;
  /** Those of them that are known to have been evaluated. */
  evaluated: number;
}

/** One practice for a list in which rules are switched on: declared, unless some are known to be evaluated. */
export function* rulesOf(tool: string, { rules, evaluated }: RulesSeen): Generator<Practice> {
  if (rules === 0) return;
  const count = evaluated > 0 ? evaluated : rules;
  yield {
    kind: 'practice',
    aspect: 'alerts',
    output: 'test',
    ...(evaluated > 0 ? { automation: 'full' as const } : { declared: true }),
    note: `${tool} ${evaluated > 0 ? 'evaluates' : 'has'} ${count} alert ${count === 1 ? 'rule' : 'rules'}`,
  };
}
