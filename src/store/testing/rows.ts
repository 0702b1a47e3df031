import type { ExemptionRequestRow } from '../planning.ts';
import type {
  DocumentRow,
  EvidenceRow,
  ExemptionRow,
  OrganizationRow,
  RefusalRow,
  ResultRow,
  SightingRow,
  SystemRow,
  ThingRow,
} from '../rows.ts';
import type { Writer } from '../store.ts';

/* Rows for tests: plain ones, changed where a test says so. */

export function organization(id: string): OrganizationRow {
  return { id, name: `Organization ${id}`, timeZone: 'Europe/Berlin', created: 1_000, example: id === 'b' };
}
export function system(id: string, more: Partial<SystemRow> = {}): SystemRow {
  return {
    id,
    name: id,
    team: undefined,
    created: 1,
    pii: undefined,
    public: undefined,
    monthlyCost: undefined,
    ...more,
  };
}
export function exemption(id: string): ExemptionRow {
  return { id, system: 's', aspect: 'backup', from: 1, until: 2, reason: 'r', approver: 'a', learned: 1 };
}
export function exemptionRequest(id: string, more: Partial<ExemptionRequestRow> = {}): ExemptionRequestRow {
  return {
    id,
    system: 's',
    aspect: 'backup',
    reason: 'r',
    until: 9,
    asked: 1,
    asker: 'a',
    by: 'Ada',
    state: 'pending',
    decided: undefined,
    decider: undefined,
    decidedBy: undefined,
    answer: '',
    ...more,
  };
}
export function document(sha256: string, more: Partial<DocumentRow> = {}): DocumentRow {
  return {
    sha256,
    name: 'report.json',
    bytes: 10,
    adapter: 'adapter',
    tool: 'tool',
    toolVersion: undefined,
    at: 5,
    learned: 6,
    origin: { kind: 'person', name: 'alice' },
    records: {},
    findings: 0,
    problems: [],
    problemCount: 0,
    ...more,
  };
}
export function evidence(of: string, ordinal: number, more: Partial<EvidenceRow> = {}): EvidenceRow {
  return {
    document: of,
    ordinal,
    system: 's',
    aspect: 'patch',
    output: 'test',
    automation: 'semi',
    declared: false,
    at: 10,
    learned: 20,
    thing: undefined,
    reference: undefined,
    note: undefined,
    ...more,
  };
}
export function thing(id: string, more: Partial<ThingRow> = {}): ThingRow {
  return {
    id,
    kind: 'host',
    name: id,
    system: 's',
    account: undefined,
    owner: undefined,
    public: undefined,
    pii: undefined,
    weight: 1,
    firstSeen: 10,
    lastSeen: 10,
    ...more,
  };
}
export function sighting(of: string, more: Partial<SightingRow> = {}): SightingRow {
  return { thing: of, system: 's', at: 10, document: 'd', learned: 10, aspects: 0, ...more };
}
export function result(fingerprint: string, more: Partial<ResultRow> = {}): ResultRow {
  return {
    fingerprint,
    system: 's',
    aspect: 'configuration',
    adapter: 'adapter',
    tool: 'tool',
    rule: 'rule',
    title: 'Title',
    status: 'fail',
    severity: 'high',
    toolSeverity: 'HIGH',
    thing: 't',
    location: 'l',
    message: 'm',
    firstSeen: 10,
    lastSeen: 10,
    openSince: 10,
    document: 'd',
    statement: undefined,
    ...more,
  };
}
export function refusal(id: string): RefusalRow {
  return {
    id,
    name: 'bad.json',
    sha256: undefined,
    at: 3,
    code: 'malformed',
    why: 'why',
    place: { byte: 4, field: '/a' },
    next: 'next',
    origin: { kind: 'token', name: 'ci', claims: { run: '1' } },
  };
}

/** A row of the audit log, and a leaf: what nothing but the organization's own removal takes. */
export async function witnessed(writer: Writer): Promise<void> {
  const actor = { kind: 'person' as const, id: 'p', name: 'Alice' };
  await writer.addAudit({ id: 'a', at: 1, actor, action: 'x', target: 'y', detail: {}, address: undefined });
  await writer.appendLog([{ index: 0, hash: new Uint8Array(32), data: 'said', document: undefined }], []);
}

/** One row of every kind, with ids that are the same in each organization. */
export async function everything(writer: Writer, id: string): Promise<void> {
  await writer.putSystem(system('s', { name: `system of ${id}` }));
  await writer.addDocument(document('d', { name: `document of ${id}` }));
  await writer.addEvidence([evidence('d', 0)]);
  await writer.putThings([thing('t', { name: `thing of ${id}` })], [{ key: 'host:h', thing: 't' }]);
  await writer.addSightings([sighting('t')]);
  await writer.putResults([result('f', { message: `message of ${id}` })]);
  await writer.addCosts([
    {
      document: 'd',
      ordinal: 1,
      system: 's',
      amount: id === 'a' ? 1 : 2,
      currency: 'USD',
      from: 1,
      until: 2,
      account: undefined,
      service: undefined,
      thing: undefined,
      owner: undefined,
    },
  ]);
  await writer.addRecords([
    { document: 'd', ordinal: 2, kind: 'event', system: 's', thing: 't', at: 1, name: 'n', data: { a: 1 } },
  ]);
}
