import type { Instant } from '../records/instant.ts';
import { type Key, otherKey } from '../records/key.ts';
import type {
  AssayRecord,
  Cost,
  Envelope,
  Event,
  Identity,
  Plan,
  Practice,
  Resource,
  ResourceRef,
  Result,
  Rule,
} from '../records/record.ts';
import { ASPECTS, type AspectId, PROVED } from '../records/words.ts';
import type { CostRow, EvidenceRow, RecordRow, ResultRow, SightingRow } from '../store/rows.ts';
import { type Attribution, namesOf } from './attribute.ts';
import { fingerprint, slug, statement } from './naming.ts';
import { automationAt, learnedAt, type Setting } from './setting.ts';
import { sightings } from './sightings.ts';
import { addSpend, type Spend, settled } from './spend.ts';
import type { Things } from './things.ts';

/** Rows ready for the store, emptied by `take`. */
export interface Rows {
  evidence: EvidenceRow[];
  sightings: SightingRow[];
  results: ResultRow[];
  costs: CostRow[];
  records: RecordRow[];
}

/** Turns one document's records into rows, one after another, in the document's order. */
export interface Translator {
  /** An envelope that holds for what follows. */
  begin(envelope: Envelope, at: Instant | undefined): void;
  add(record: AssayRecord, at: Instant): void;
  /** Practices that name no subject count for each system that the document reached. */
  finish(): Promise<void>;
  take(): Rows;
  systems(): string[];
  unowned(): number;
  /** Things that complete reports looked at, with when: what they no longer name is closed. */
  looked(): { tool: string; at: Instant; things: string[] }[];
}

export function translator(setting: Setting, attribution: Attribution, things: Things): Translator {
  let rows = emptyRows();
  const sighted = sightings(setting);
  const spend = new Map<Key, Spend>();
  const touched = new Map<AspectId, Set<string>>();
  const systems = new Set<string>();
  const waiting: { practice: Practice; at: Instant }[] = [];
  const segments: { tool: string; at: Instant | undefined; complete: boolean; things: Set<string> }[] = [];
  let target = setting.target;
  let ordinal = 0;
  let unowned = 0;

  function systemOf(
    keys: readonly Key[],
    account?: Key,
    tags?: Readonly<Record<string, string>>,
  ): string | undefined {
    return (
      setting.system ??
      attribution.systemOf(namesOf(setting.path, keys, account, tags)) ??
      things.systemOf(account ? [...keys, account] : keys)
    );
  }

  function touch(aspect: AspectId, system: string): void {
    const set = touched.get(aspect);
    if (set) set.add(system);
    else touched.set(aspect, new Set([system]));
    systems.add(system);
  }

  function sight(
    thing: string,
    system: string | undefined,
    at: Instant,
    aspects: readonly AspectId[],
    proved: boolean,
  ): void {
    let mask = proved ? PROVED : 0;
    for (const aspect of aspects) {
      mask |= 1 << ASPECTS.indexOf(aspect);
      if (system) touch(aspect, system);
    }
    if (system) systems.add(system);
    segments[segments.length - 1]?.things.add(thing);
    sighted.add(thing, system, at, mask);
  }

  function mention(
    ref: ResourceRef,
    at: Instant,
    aspects: readonly AspectId[],
    more: Partial<Resource> = {},
    proved = false,
  ): { thing: string; system: string | undefined } {
    const system = systemOf(ref.keys, more.account, more.tags);
    const thing = things.of({
      kind: ref.type,
      keys: ref.keys,
      system,
      at,
      ...(ref.name !== undefined && { name: ref.name }),
      ...(more.account !== undefined && { account: more.account }),
      ...(more.owner !== undefined && { owner: more.owner }),
      ...(more.public !== undefined && { public: more.public }),
      ...(more.pii !== undefined && { pii: more.pii }),
    });
    sight(thing, system, at, aspects, proved);
    return { thing, system };
  }

  /** Something that is counted but is no resource: spend, a threat, an alert rule, a kind of finding. */
  function count(
    kind: string,
    key: Key,
    name: string,
    system: string | undefined,
    at: Instant,
    aspects: readonly AspectId[],
    weight?: number,
  ): string {
    const thing = things.of({
      kind,
      keys: [key],
      name,
      system,
      at,
      ...(weight !== undefined && { weight }),
    });
    sight(thing, system, at, aspects, false);
    return thing;
  }

  function evidence(
    practice: Practice,
    at: Instant,
    system: string | undefined,
    thing: string | undefined,
  ): void {
    if (system === undefined) unowned += 1;
    else systems.add(system);
    rows.evidence.push({
      document: setting.document,
      ordinal: ordinal++,
      system,
      aspect: practice.aspect,
      output: practice.output,
      automation: automationAt(setting, practice, at),
      declared: practice.declared ?? false,
      at,
      learned: learnedAt(setting, at),
      thing,
      reference: practice.reference,
      note: practice.note,
    });
  }

  function practice(record: Practice, at: Instant): void {
    const subject = record.subject ?? target;
    if (!subject) {
      waiting.push({ practice: record, at });
      return;
    }
    const reached = record.declared ? [] : [record.aspect];
    const { thing, system } = mention(subject, at, reached, {}, record.restored ?? false);
    if (system === undefined) waiting.push({ practice: record, at });
    else evidence(record, at, system, thing);
  }

  function result(record: Result, at: Instant): void {
    const ref = record.resource ?? target;
    const evaluated = record.status === 'pass' || record.status === 'fail';
    // What is only configured was looked at in a file, not on the thing itself: it reaches nothing.
    const reached = evaluated && !record.declared ? [record.aspect] : [];
    const seen = ref ? mention(ref, at, reached) : undefined;
    const system = seen ? seen.system : systemOf([]);
    if (system) touch(record.aspect, system);
    else unowned += 1;
    if (record.status === 'fail') {
      const key = otherKey('finding-kind', slug(record.rule.id));
      count('finding-kind', key, record.rule.title ?? record.rule.id, system, at, []);
    }
    rows.results.push({
      fingerprint: fingerprint(record, setting.adapter, seen?.thing, system),
      system,
      aspect: record.aspect,
      adapter: setting.adapter,
      tool: segments[segments.length - 1]?.tool ?? setting.adapter,
      rule: record.rule.id,
      title: record.rule.title,
      status: record.status,
      severity: record.severity,
      toolSeverity: record.toolSeverity,
      thing: seen?.thing,
      location: record.location,
      message: record.message,
      firstSeen: at,
      lastSeen: at,
      openSince: record.status === 'fail' ? at : undefined,
      document: setting.document,
      statement: statement(record),
    });
  }

  function cost(record: Cost, at: Instant): void {
    const account = record.account;
    const seen = record.resource ? mention(record.resource, at, [], account ? { account } : {}) : undefined;
    if (account) mention({ type: 'account', keys: [account] }, at, []);
    const system = seen?.system ?? systemOf(account ? [account] : []);
    addSpend(spend, record, system, segments[segments.length - 1]?.at ?? at);
    rows.costs.push({
      document: setting.document,
      ordinal: ordinal++,
      system,
      amount: record.amount,
      currency: record.currency,
      from: record.from,
      until: record.until,
      account,
      service: record.service,
      thing: seen?.thing,
      owner: record.owner,
    });
    if (system) systems.add(system);
    else unowned += 1;
  }

  function identity(record: Identity, at: Instant): void {
    const ref: ResourceRef = { type: 'identity', keys: record.keys, name: record.name };
    const account = record.account;
    const seen = mention(ref, at, record.central ? ['access'] : [], account ? { account } : {});
    if (account) mention({ type: 'account', keys: [account] }, at, []);
    keep(record, at, record.name, seen.system, seen.thing);
  }

  function rule(record: Rule, at: Instant): void {
    const watches = record.enabled && (record.type === 'alert' || record.type === 'route');
    const seen = record.resource ? mention(record.resource, at, watches ? ['alerts'] : []) : undefined;
    const system = seen?.system ?? systemOf([]);
    const name = record.title ?? record.id;
    let thing = seen?.thing;
    if (record.type === 'alert' && record.enabled) {
      const key = otherKey('alert-rule', slug(record.id));
      thing = count('alert-rule', key, name, system, at, record.playbook ? ['playbooks'] : []);
    }
    keep(record, at, name, system, thing);
  }

  function plan(record: Plan, at: Instant): void {
    const seen = record.resource ? mention(record.resource, at, []) : undefined;
    const system = seen?.system ?? systemOf([]);
    if (record.type === 'threat') {
      count('threat', otherKey('threat', slug(record.title)), record.title, system, at, []);
    }
    for (const answer of record.answers ?? []) {
      if (record.type === 'playbook') answered(answer, ['alert-rule', 'threat'], ['playbooks'], system, at);
      if (record.type === 'remediation') answered(answer, ['finding-kind'], ['remediation'], system, at);
    }
    keep(record, at, record.title, system, seen?.thing);
  }

  /**
   * A plan answers what is known by that name. What nobody else names is not counted: a plan cannot make up
   * the very thing that it then covers.
   */
  function answered(
    answer: string,
    kinds: readonly string[],
    aspects: readonly AspectId[],
    system: string | undefined,
    at: Instant,
  ): void {
    for (const kind of kinds) {
      const key = otherKey(kind, slug(answer));
      if (!things.has(key)) continue;
      count(kind, key, answer, system, at, aspects);
      return;
    }
  }

  function event(record: Event, at: Instant): void {
    const ref = record.resource ?? target;
    const seen = ref ? mention(ref, at, []) : undefined;
    keep(record, at, record.title, seen?.system ?? systemOf([]), seen?.thing);
  }

  function keep(
    record: Identity | Event | Rule | Plan | Extract<AssayRecord, { kind: 'component' }>,
    at: Instant,
    name: string,
    system: string | undefined,
    thing: string | undefined,
  ): void {
    const row = {
      document: setting.document,
      ordinal: ordinal++,
      kind: record.kind,
      system,
      thing,
      at,
      name,
    };
    rows.records.push({ ...row, data: record });
    if (system) systems.add(system);
    else unowned += 1;
  }

  return {
    begin(envelope, at) {
      segments.push({
        tool: envelope.tool.name,
        at,
        complete: envelope.complete ?? false,
        things: new Set(),
      });
      target = envelope.target ?? setting.target;
      if (target && at !== undefined) mention(target, at, []);
    },
    add(record, at) {
      const segment = segments[segments.length - 1];
      if (segment && segment.at === undefined) {
        // The list dates its entries but not itself: it is as old as its first dated entry at least.
        segment.at = at;
        if (target) mention(target, at, []);
      }
      switch (record.kind) {
        case 'practice':
          return practice(record, at);
        case 'resource': {
          const seen = mention(record, at, record.reaches ?? [], record);
          if (seen.system === undefined) unowned += 1;
          if (record.account) mention({ type: 'account', keys: [record.account] }, at, []);
          return;
        }
        case 'result':
          return result(record, at);
        case 'cost':
          return cost(record, at);
        case 'identity':
          return identity(record, at);
        case 'component': {
          const ref = record.resource ?? target;
          const seen = ref ? mention(ref, at, []) : undefined;
          return keep(record, at, record.name, seen?.system ?? systemOf([]), seen?.thing);
        }
        case 'event':
          return event(record, at);
        case 'rule':
          return rule(record, at);
        case 'plan':
          return plan(record, at);
      }
    },
    async finish() {
      await things.load(spend.keys());
      for (const each of settled(spend)) {
        count('spend', each.key, each.name, each.system, each.at, each.owned ? ['cost'] : [], each.weight);
      }
      spend.clear();
      for (const { practice: record, at } of waiting) {
        const own = systemOf([]);
        const reached = own ? [own] : [...(touched.get(record.aspect) ?? [])].sort();
        if (reached.length === 0) evidence(record, at, undefined, undefined);
        for (const system of reached) evidence(record, at, system, undefined);
      }
      waiting.length = 0;
    },
    take() {
      const out = { ...rows, sightings: sighted.take() };
      rows = emptyRows();
      return out;
    },
    systems: () => [...systems].sort(),
    unowned: () => unowned,
    looked: () =>
      segments.flatMap(({ tool, at, complete, things: seen }) =>
        complete && at !== undefined ? [{ tool, at, things: [...seen] }] : [],
      ),
  };
}

function emptyRows(): Rows {
  return { evidence: [], sightings: [], results: [], costs: [], records: [] };
}
