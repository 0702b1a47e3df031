import { DAY, type Instant } from '../../records/instant.ts';
import { arnKey, identityKey, type Key, otherKey } from '../../records/key.ts';
import type { AssayRecord, RecordKind } from '../../records/record.ts';
import { AUTOMATIONS, OUTPUTS } from '../../records/words.ts';
import { playbookOf } from '../shared/alert-playbook.ts';
import { accountOf, schemeOf, thingOf } from './about-thing.ts';
import type { Values } from './values.ts';

/** The record of a row; undefined where a field that it needs is missing or cannot be read. */
type Builder = (values: Values, tool: string) => AssayRecord | undefined;

/** The members that have a value: absent and undefined are not the same to what reads records. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in members) {
    const value = members[name];
    // Not undefined, as just checked; the compiler does not narrow by an index.
    if (value !== undefined) kept[name] = value as Exclude<T[typeof name], undefined>;
  }
  return kept;
}

/** Builders by kind. Fields that are read later are read in the order of their problems. */
export const BUILDERS: Readonly<Record<RecordKind, Builder>> = {
  practice(values, tool) {
    const aspect = values.aspect('aspect');
    if (aspect === undefined) return undefined;
    const more = defined({
      at: values.instant('at'),
      automation: values.word('automation', AUTOMATIONS),
      declared: values.flag('declared') || undefined,
      restored: values.flag('restored') || undefined,
      reference: values.text('reference'),
      note: values.text('note'),
      subject: thingOf(values, tool),
    });
    return { kind: 'practice', aspect, output: values.word('output', OUTPUTS) ?? 'test', ...more };
  },

  resource(values, tool) {
    const type = values.type('type');
    const thing = thingOf(values, tool);
    if (type === undefined || !thing) return undefined;
    const account = accountOf(values);
    const more = defined({
      name: values.text('name') ?? thing.name,
      account: account === undefined || thing.keys.includes(account) ? undefined : account,
      at: values.instant('at'),
      region: values.text('region'),
      owner: values.text('owner'),
      public: values.flag('public'),
      pii: values.flag('pii'),
      reaches: values.aspects('reaches'),
    });
    return { kind: 'resource', type, keys: thing.keys, ...more };
  },

  result(values, tool) {
    const aspect = values.aspect('aspect');
    const id = values.text('rule');
    const status = values.status('status');
    if (aspect === undefined || id === undefined || status === undefined) return undefined;
    const severity = values.severity('severity');
    // A text that is no severity may be anything: it is not kept.
    const word = severity === undefined ? undefined : values.raw('severity')?.trim().slice(0, 40);
    const title = values.sentence('title');
    const more = defined({
      declared: values.flag('declared') || undefined,
      toolSeverity: word || undefined,
      resource: thingOf(values, tool),
      location: values.text('location'),
      fingerprint: values.text('fingerprint'),
      at: values.instant('at'),
      message: values.sentence('message'),
    });
    const rule = { id, ...(title !== undefined && { title }) };
    return { kind: 'result', aspect, rule, status, severity: severity ?? 'medium', ...more };
  },

  cost(values, tool) {
    const amount = values.number('amount');
    const currency = values.currency('currency');
    const from = values.instant('from');
    if (amount === undefined || currency === undefined || from === undefined) return undefined;
    const until = values.instant('until') ?? endOf(from, values.word('period', ['day', 'month']) ?? 'day');
    if (until <= from) return undefined;
    const more = defined({
      account: accountOf(values),
      service: values.text('serviceName'),
      resource: thingOf(values, tool, false),
      owner: values.text('owner'),
    });
    return { kind: 'cost', amount, currency, from, until, ...more };
  },

  identity(values, tool) {
    const signIn = values.text('signIn');
    if (signIn === undefined) return undefined;
    const [arn, key] = [values.text('arn'), values.text('key')];
    const keys: Key[] = [
      ...(arn === undefined ? [] : [arnKey(arn)]),
      identityKey(signIn),
      ...(key === undefined ? [] : [otherKey(schemeOf(tool), key)]),
    ];
    const more = defined({
      admin: values.flag('admin'),
      mfa: values.flag('mfa'),
      account: accountOf(values),
      created: values.instant('created'),
      lastUsed: values.instant('lastUsed'),
      credentialChanged: values.instant('credentialChanged'),
      at: values.instant('at'),
    });
    return {
      kind: 'identity',
      keys,
      name: values.text('name') ?? signIn,
      type: values.word('type', ['person', 'machine']) ?? 'person',
      central: values.flag('central') ?? false,
      active: values.flag('active') ?? true,
      ...more,
    };
  },

  component(values, tool) {
    const name = values.text('name');
    if (name === undefined) return undefined;
    const more = defined({
      version: values.text('version'),
      purl: values.text('purl'),
      licence: values.text('licence'),
      resource: thingOf(values, tool),
    });
    return { kind: 'component', name, ...more };
  },

  event(values, tool) {
    const type = values.word('type', ['failed-run', 'deployment', 'alert', 'incident', 'access', 'change']);
    const aspect = values.aspect('aspect');
    const title = values.sentence('title');
    if (type === undefined || aspect === undefined || title === undefined) return undefined;
    const more = defined({
      at: values.instant('at'),
      severity: values.severity('severity'),
      resource: thingOf(values, tool),
      reference: values.text('reference'),
    });
    return { kind: 'event', type, aspect, title, ...more };
  },

  rule(values, tool) {
    const types = ['alert', 'route', 'recording', 'schedule', 'scaling', 'backup', 'log-source'] as const;
    const type = values.word('type', types);
    const id = values.text('id');
    if (type === undefined || id === undefined) return undefined;
    const playbook = values.text('playbook');
    const more = defined({
      title: values.sentence('title'),
      severity: values.severity('severity'),
      resource: thingOf(values, tool),
      playbook: playbook === undefined ? undefined : playbookOf({ playbook }),
    });
    return { kind: 'rule', type, id, enabled: values.flag('enabled') ?? true, ...more };
  },

  plan(values, tool) {
    const type = values.word('type', ['playbook', 'remediation', 'threat', 'threat-model']);
    const id = values.text('id');
    const title = values.sentence('title');
    if (type === undefined || id === undefined || title === undefined) return undefined;
    const answers = values
      .sentence('answers')
      ?.split(',')
      .map((each) => each.trim());
    const automated = values.number('automated');
    const more = defined({
      answers: answers?.filter((each) => each !== ''),
      automated: automated !== undefined && automated >= 0 && automated <= 1 ? automated : undefined,
      steps: values.number('steps'),
      settled: values.flag('settled'),
      severity: values.severity('severity'),
      owner: values.text('owner'),
      updated: values.instant('updated'),
      resource: thingOf(values, tool),
    });
    return { kind: 'plan', type, id, title, ...more };
  },
};

/** The end of the day or month that begins at an instant. */
function endOf(from: Instant, period: 'day' | 'month'): Instant {
  if (period === 'day') return from + DAY;
  const date = new Date(from);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
