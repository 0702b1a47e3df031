import type { Instant } from './instant.ts';
import type { Key } from './key.ts';
import type { AspectId, Automation, Output, Severity } from './words.ts';

/** What sort of thing a resource is. Coverage counts things by this word (`model/aspects`). */
export const RESOURCE_TYPES = [
  'account', // a cloud account, subscription, project, or tenant
  'host', // a machine, virtual or not
  'image', // a container or machine image
  'repository', // source code under version control
  'database', // relational, document, key-value, queue with data at rest
  'bucket', // object storage
  'volume', // block or file storage
  'function',
  'network', // networks, subnets, firewalls, gateways
  'service', // something that answers requests: scaling group, workload, load balancer, endpoint
  'cluster',
  'secret', // the fact that one exists, never its value
  'identity', // a person or machine that can sign in
  'component', // an element of an architecture, as threat models draw it
  'other',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Names one resource. Two references that share a key are the same resource. */
export interface ResourceRef {
  type: ResourceType;
  /** At least one; the most lasting first (ARN before host name). Made with `key.ts` only. */
  keys: readonly Key[];
  name?: string;
}

/**
 * Says which tool made what follows, over what, when, and whether it is the tool's whole answer. The first
 * reading of every document; a later envelope replaces it for what follows (a file with several runs).
 */
export interface Envelope {
  kind: 'envelope';
  tool: { name: string; version?: string };
  /** When it happened, where the document says so. Never the time of reading. */
  at?: Instant;
  /** What was looked at, where the document names one thing. */
  target?: ResourceRef;
  /** True where the document is the tool's full answer for its target, so that what is missing is gone. */
  complete?: boolean;
}

/** An aspect's output happened at a time. What levels are made of. A failed or broken run is an event. */
export interface Practice {
  kind: 'practice';
  aspect: AspectId;
  output: Output;
  /** Where absent, the envelope's. */
  at?: Instant;
  /** The most that the document itself shows about who acted; where absent, the origin alone decides. */
  automation?: Automation;
  /** Only configured or planned, not shown to have run: earns level 2 at most. */
  declared?: boolean;
  /** A backup of the subject was restored: without it, a backup proves half. */
  restored?: boolean;
  subject?: ResourceRef;
  /** Where to look it up: a commit, run, job or snapshot id. */
  reference?: string;
  /** One short sentence for people, e.g. `merged dependency update lodash 4.17.21`. */
  note?: string;
}

/** A thing exists. */
export interface Resource extends ResourceRef {
  kind: 'resource';
  at?: Instant;
  /** The account that holds it. */
  account?: Key;
  region?: string;
  /** Who owns it, as the tool's tags or fields say. */
  owner?: string;
  /** Reachable from the internet, where the document shows it. */
  public?: boolean;
  /** Holds personal data, where the document shows it. */
  pii?: boolean;
  /** Aspects whose fresh evidence this mention is (an inventory lists it, a backup holds it ...). */
  reaches?: readonly AspectId[];
  tags?: Readonly<Record<string, string>>;
}

export type ResultStatus = 'pass' | 'fail' | 'skipped' | 'error';

/** One tested statement about a resource. An open failing result is a finding. */
export interface Result {
  kind: 'result';
  aspect: AspectId;
  rule: { id: string; title?: string };
  status: ResultStatus;
  severity: Severity;
  /** Read from what is configured, not seen to work: no evidence that the aspect reaches the resource. */
  declared?: boolean;
  /** The tool's own word or number for the severity. */
  toolSeverity?: string;
  /** Where absent, the envelope's target. */
  resource?: ResourceRef;
  /** Path, package or setting inside the resource; no line numbers, so that it stays the same across runs. */
  location?: string;
  /** The tool's own stable fingerprint, where it gives one. */
  fingerprint?: string;
  at?: Instant;
  message?: string;
  /** Control ids of frameworks, as the tool gives them, e.g. `nist-800-53:AC-2`. */
  controls?: readonly string[];
}

/** Money spent over a period. */
export interface Cost {
  kind: 'cost';
  /** In `currency`; credits are negative. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  from: Instant;
  until: Instant;
  account?: Key;
  service?: string;
  resource?: ResourceRef;
  /** Who answers for it, where tags or fields say so. */
  owner?: string;
}

/** Someone or something that can sign in. */
export interface Identity {
  kind: 'identity';
  keys: readonly Key[];
  name: string;
  type: 'person' | 'machine';
  /** Known to the central directory (an identity provider), not only to one account. */
  central: boolean;
  active: boolean;
  admin?: boolean;
  mfa?: boolean;
  account?: Key;
  created?: Instant;
  lastUsed?: Instant;
  /** When its oldest credential was last changed. */
  credentialChanged?: Instant;
  at?: Instant;
}

/** A piece of software inside a resource. */
export interface Component {
  kind: 'component';
  /** Package URL where known. */
  purl?: string;
  name: string;
  version?: string;
  licence?: string;
  /** What holds it; where absent, the envelope's target. */
  resource?: ResourceRef;
}

/** Something happened that is no practice: a failed run, a deployment, a firing alert, an incident. */
export interface Event {
  kind: 'event';
  type: 'failed-run' | 'deployment' | 'alert' | 'incident' | 'access' | 'change';
  aspect: AspectId;
  at?: Instant;
  title: string;
  severity?: Severity;
  resource?: ResourceRef;
  reference?: string;
}

/** Something that waits to act: an alert rule, an alert route, a recording rule, a schedule, a scaling policy. */
export interface Rule {
  kind: 'rule';
  type: 'alert' | 'route' | 'recording' | 'schedule' | 'scaling' | 'backup' | 'log-source';
  id: string;
  title?: string;
  severity?: Severity;
  /** False where it is switched off. */
  enabled: boolean;
  resource?: ResourceRef;
  /** The playbook it names, where it names one. */
  playbook?: string;
}

/** A written plan: a playbook, a remediation, a threat with its mitigations. */
export interface Plan {
  kind: 'plan';
  type: 'playbook' | 'remediation' | 'threat' | 'threat-model';
  id: string;
  title: string;
  /** What it answers: threat names, alert rule ids, kinds of finding (rule ids). */
  answers?: readonly string[];
  /** Share of its steps that a machine carries out, 0 to 1. */
  automated?: number;
  steps?: number;
  /** For a threat: mitigated or accepted. */
  settled?: boolean;
  severity?: Severity;
  owner?: string;
  updated?: Instant;
  resource?: ResourceRef;
}

export type AssayRecord = Practice | Resource | Result | Cost | Identity | Component | Event | Rule | Plan;
export const RECORD_KINDS = [
  'practice',
  'resource',
  'result',
  'cost',
  'identity',
  'component',
  'event',
  'rule',
  'plan',
] as const satisfies readonly AssayRecord['kind'][];
export type RecordKind = (typeof RECORD_KINDS)[number];

/** One row of a document could not be used; its neighbours could. Counted and shown, never dropped. */
export interface Problem {
  kind: 'problem';
  /** JSON Pointer, line or column of the row. */
  where: string;
  /** What was expected and what was found. */
  why: string;
}

/** What an adapter yields. */
export type Reading = Envelope | AssayRecord | Problem;
