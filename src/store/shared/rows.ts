import type { Origin } from '../../records/origin.ts';
import type { RefusalCode } from '../../records/refusal.ts';
import {
  type AspectId,
  type Automation,
  type Output,
  SEVERITIES,
  type Severity,
} from '../../records/words.ts';
import type {
  AttributionRow,
  CostRow,
  DocumentRow,
  EvidenceRow,
  ExemptionRow,
  OrganizationRow,
  RecordRow,
  RefusalRow,
  ResultRow,
  SightingRow,
  SubscriptionRow,
  SystemRow,
  ThingRow,
} from '../rows.ts';
import { failsOf, failsText, type ResultState } from './result-state.ts';
import type { Tables } from './tables.ts';
import { jsonText as json, cleanText as text } from './text.ts';

/*
 * Between rows as the store speaks them and rows as the tables hold them. What is read was written here, so
 * its words are of the types that were written: the `as` below say so once.
 */

type Row<Table extends keyof Tables> = Tables[Table];

export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
function maybeFlag(value: boolean | undefined): 0 | 1 | null {
  return value === undefined ? null : flag(value);
}
function truth(value: number | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}
function known<T>(value: T | null): T | undefined {
  return value === null ? undefined : value;
}
function maybeText(value: string | undefined): string | null {
  return value === undefined ? null : text(value);
}
/** Both databases keep a number that is none differently: neither gets it. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no amount.`);
  return value;
}

export function organizationIn(
  row: OrganizationRow,
): Pick<Row<'organization'>, 'id' | 'name' | 'time_zone' | 'created' | 'example'> {
  return {
    id: row.id,
    name: text(row.name),
    time_zone: row.timeZone,
    created: row.created,
    example: flag(row.example),
  };
}
export function organizationOut(row: Row<'organization'>): OrganizationRow {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    created: row.created,
    example: row.example === 1,
  };
}

export function systemIn(organization: string, row: SystemRow): Row<'system'> {
  return {
    organization,
    id: text(row.id),
    name: text(row.name),
    team: maybeText(row.team),
    created: row.created,
    pii: maybeFlag(row.pii),
    public: maybeFlag(row.public),
    monthly_cost: row.monthlyCost === undefined ? null : finite(row.monthlyCost),
  };
}
export function systemOut(row: Row<'system'>): SystemRow {
  return {
    id: row.id,
    name: row.name,
    team: known(row.team),
    created: row.created,
    pii: truth(row.pii),
    public: truth(row.public),
    monthlyCost: known(row.monthly_cost),
  };
}

export function attributionIn(organization: string, row: AttributionRow): Row<'attribution'> {
  return {
    organization,
    id: text(row.id),
    position: row.order,
    pattern: text(row.pattern),
    system: text(row.system),
  };
}
export function attributionOut(row: Row<'attribution'>): AttributionRow {
  return { id: row.id, order: row.position, pattern: row.pattern, system: row.system };
}

export function subscriptionIn(organization: string, row: SubscriptionRow): Row<'subscription'> {
  return {
    organization,
    id: text(row.id),
    name: text(row.name),
    url: text(row.url),
    events: json(row.events),
    secret: row.secret,
    rotated: row.rotated ?? null,
    enabled: flag(row.enabled),
    created: row.created,
  };
}
export function subscriptionOut(row: Row<'subscription'>): SubscriptionRow {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events) as string[],
    secret: row.secret,
    rotated: known(row.rotated),
    enabled: row.enabled === 1,
    created: row.created,
  };
}

export function exemptionIn(organization: string, row: ExemptionRow): Row<'exemption'> {
  const { id, system, aspect, from, until, reason, approver, learned } = row;
  return {
    organization,
    id: text(id),
    system: text(system),
    aspect,
    begins: from,
    ends: until,
    reason: text(reason),
    approver: text(approver),
    learned,
  };
}
export function exemptionOut(row: Row<'exemption'>): ExemptionRow {
  const { id, system, begins, ends, reason, approver, learned } = row;
  return { id, system, aspect: row.aspect as AspectId, from: begins, until: ends, reason, approver, learned };
}

export function documentIn(organization: string, row: DocumentRow): Row<'document'> {
  return {
    organization,
    sha256: text(row.sha256),
    name: text(row.name),
    bytes: row.bytes,
    adapter: text(row.adapter),
    tool: text(row.tool),
    tool_version: maybeText(row.toolVersion),
    at: row.at ?? null,
    learned: row.learned,
    origin: json(row.origin),
    records: json(row.records),
    findings: row.findings,
    problems: json(row.problems),
    problem_count: row.problemCount,
    finished: 0,
  };
}
export function documentOut(row: Row<'document'>): DocumentRow {
  return {
    sha256: row.sha256,
    name: row.name,
    bytes: row.bytes,
    adapter: row.adapter,
    tool: row.tool,
    toolVersion: known(row.tool_version),
    at: known(row.at),
    learned: row.learned,
    origin: JSON.parse(row.origin) as Origin,
    records: JSON.parse(row.records) as DocumentRow['records'],
    findings: row.findings,
    problems: JSON.parse(row.problems) as DocumentRow['problems'],
    problemCount: row.problem_count,
  };
}

export function refusalIn(organization: string, row: RefusalRow): Row<'refusal'> {
  return {
    organization,
    id: text(row.id),
    name: text(row.name),
    sha256: maybeText(row.sha256),
    at: row.at,
    code: row.code,
    why: text(row.why),
    place: json(row.place),
    next: text(row.next),
    origin: json(row.origin),
  };
}
export function refusalOut(row: Row<'refusal'>): RefusalRow {
  return {
    id: row.id,
    name: row.name,
    sha256: known(row.sha256),
    at: row.at,
    code: row.code as RefusalCode,
    why: row.why,
    place: JSON.parse(row.place) as RefusalRow['place'],
    next: row.next,
    origin: JSON.parse(row.origin) as Origin,
  };
}

export function evidenceIn(organization: string, row: EvidenceRow): Row<'evidence'> {
  return {
    organization,
    document: text(row.document),
    ordinal: row.ordinal,
    system: maybeText(row.system),
    aspect: row.aspect,
    output: row.output,
    automation: row.automation,
    declared: flag(row.declared),
    at: row.at,
    learned: row.learned,
    thing: maybeText(row.thing),
    reference: maybeText(row.reference),
    note: maybeText(row.note),
  };
}
export function evidenceOut(row: Row<'evidence'>): EvidenceRow {
  return {
    document: row.document,
    ordinal: row.ordinal,
    system: known(row.system),
    aspect: row.aspect as AspectId,
    output: row.output as Output,
    automation: row.automation as Automation,
    declared: row.declared === 1,
    at: row.at,
    learned: row.learned,
    thing: known(row.thing),
    reference: known(row.reference),
    note: known(row.note),
  };
}

export function thingIn(organization: string, row: ThingRow): Omit<Row<'thing'>, 'counts_as'> {
  return {
    organization,
    id: text(row.id),
    kind: text(row.kind),
    name: text(row.name),
    system: maybeText(row.system),
    account: maybeText(row.account),
    owner: maybeText(row.owner),
    public: maybeFlag(row.public),
    pii: maybeFlag(row.pii),
    weight: finite(row.weight),
    first_seen: row.firstSeen,
    last_seen: row.lastSeen,
  };
}
export function thingOut(row: Row<'thing'>): ThingRow {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    system: known(row.system),
    account: known(row.account),
    owner: known(row.owner),
    public: truth(row.public),
    pii: truth(row.pii),
    weight: row.weight,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  };
}

export function sightingIn(organization: string, row: SightingRow): Row<'sighting'> {
  const { at, learned, aspects } = row;
  const [thing, document] = [text(row.thing), text(row.document)];
  return { organization, thing, system: text(row.system ?? ''), at, document, learned, aspects };
}

export function resultIn(organization: string, row: ResultState, finding: string | undefined): Row<'result'> {
  return {
    organization,
    fingerprint: text(row.fingerprint),
    system: maybeText(row.system),
    aspect: row.aspect,
    adapter: text(row.adapter),
    tool: text(row.tool),
    rule: text(row.rule),
    title: maybeText(row.title),
    status: row.status,
    severity: row.severity,
    urgency: SEVERITIES.length - 1 - SEVERITIES.indexOf(row.severity),
    tool_severity: maybeText(row.toolSeverity),
    thing: maybeText(row.thing),
    location: maybeText(row.location),
    message: maybeText(row.message),
    first_seen: row.firstSeen,
    last_seen: row.lastSeen,
    open_since: row.openSince ?? null,
    passed: row.passed ?? null,
    fails: failsText(row),
    document: text(row.document),
    statement: maybeText(row.statement),
    finding: finding ?? null,
  };
}
export function resultOut(row: Row<'result'>): ResultRow {
  return {
    fingerprint: row.fingerprint,
    system: known(row.system),
    aspect: row.aspect as AspectId,
    adapter: row.adapter,
    tool: row.tool,
    rule: row.rule,
    title: known(row.title),
    status: row.status as ResultRow['status'],
    severity: row.severity as Severity,
    toolSeverity: known(row.tool_severity),
    thing: known(row.thing),
    location: known(row.location),
    message: known(row.message),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    openSince: known(row.open_since),
    document: row.document,
    statement: known(row.statement),
  };
}

export function resultStateOut(row: Row<'result'>): ResultState {
  const result = resultOut(row);
  return { ...result, passed: known(row.passed), fails: failsOf(row.fails, result.openSince) };
}

export function costIn(organization: string, row: CostRow): Row<'cost'> {
  return {
    organization,
    document: text(row.document),
    ordinal: row.ordinal,
    system: maybeText(row.system),
    amount: finite(row.amount),
    currency: text(row.currency),
    begins: row.from,
    ends: row.until,
    account: maybeText(row.account),
    service: maybeText(row.service),
    thing: maybeText(row.thing),
    owner: maybeText(row.owner),
  };
}

export function recordIn(organization: string, row: RecordRow): Row<'record'> {
  return {
    organization,
    document: text(row.document),
    ordinal: row.ordinal,
    kind: row.kind,
    system: maybeText(row.system),
    thing: maybeText(row.thing),
    at: row.at,
    name: text(row.name),
    data: json(row.data),
  };
}
