import { formatInstant, type Instant } from '../records/instant.ts';
import type { AspectId, Level, Severity } from '../records/words.ts';

/** The media type of a CloudEvent in structured mode (CloudEvents 1.0, HTTP binding). */
export const EVENT_MEDIA_TYPE = 'application/cloudevents+json; charset=utf-8';

/** Characters of one text in an event: titles come from reports, which set no limit. */
const LONGEST = 1_000;

/** RFC 3339 in UTC, made with `formatInstant`. */
type InstantText = string;

interface Named {
  id: string;
  name: string;
}

/** A finding: what a rule says of a thing. Fields that its report does not give are null. */
interface Finding {
  id: string;
  system: Named;
  aspect: AspectId;
  rule: { id: string; title: string | null };
  severity: Severity;
  resource: string | null;
  /** Path, package or setting inside the resource. */
  location: string | null;
}

/** What each type of event says. Members are only ever added: receivers must ignore those they do not know. */
export interface EventData {
  /** A document was imported. */
  'dev.assay.evidence.received': {
    document: { sha256: string; name: string; bytes: number };
    adapter: string;
    tool: string;
    /** When it happened; null where neither the document nor the sender says. */
    happened: InstantText | null;
    origin: { kind: 'ci' | 'token' | 'collector' | 'person'; name: string };
    systems: Named[];
    aspects: AspectId[];
    /** Counts: practices, findings that are open, findings that it closed, rows that could not be used. */
    practices: number;
    findings: number;
    closed: number;
    problems: number;
  };
  /** A system's level in an aspect rose or fell. */
  'dev.assay.level.changed': {
    system: Named;
    aspect: AspectId;
    from: Level;
    to: Level;
    /** Why it is what it is, in one sentence. */
    reason: string;
  };
  /** A level will fall unless something new arrives. */
  'dev.assay.level.will-lapse': {
    system: Named;
    aspect: AspectId;
    level: Level;
    to: Level;
    lapses: InstantText;
    /** What to do, in one sentence. */
    next: string;
  };
  'dev.assay.finding.opened': { finding: Finding };
  'dev.assay.finding.closed': {
    finding: Finding;
    opened: InstantText;
    /** `resolved`: a complete report no longer has it, or it passed; `gone`: its thing is. */
    why: 'resolved' | 'gone';
  };
  /** A witness holds another history of the log than the one it was shown. */
  'dev.assay.log.forked': {
    witness: Named;
    origin: string;
    /** What was found, in one sentence. */
    why: string;
  };
  /** The log as it is now; witnesses alone are sent it. */
  'dev.assay.log.checkpoint': {
    origin: string;
    /** `name+id+key` of the log's first key. */
    key: string;
    size: number;
    /** Base64. */
    root: string;
    /** C2SP tlog-checkpoint, signed. */
    checkpoint: string;
    /** That it continues what this witness was sent last (RFC 6962, 2.1.2), in base64. */
    consistency: { from: number; proof: string[] };
  };
  /** Someone tries whether deliveries arrive. */
  'dev.assay.test': { message: string };
}

export type EventType = keyof EventData;

/** Every type of event that can be subscribed to, in the order in which people are shown them. */
export const EVENT_TYPES = [
  'dev.assay.evidence.received',
  'dev.assay.level.changed',
  'dev.assay.level.will-lapse',
  'dev.assay.finding.opened',
  'dev.assay.finding.closed',
  'dev.assay.log.forked',
  'dev.assay.test',
] as const satisfies readonly EventType[];

/** A CloudEvent 1.0 as JSON. */
export interface CloudEvent<T extends EventType = EventType> {
  specversion: '1.0';
  id: string;
  source: string;
  type: T;
  /** When it happened. */
  time: InstantText;
  /** What it is about within the source: `systems/ID/aspects/ASPECT`; absent for a test or a document. */
  subject?: string;
  datacontenttype: 'application/json';
  data: EventData[T];
}

/** Where and when an event happened. */
export interface Happening {
  /** Unique within the source, and the delivery's id as well: letters, digits, `_` and `-`. */
  id: string;
  /** URI reference of the organization, e.g. `https://assay.example.org/organizations/default`. */
  source: string;
  at: Instant;
}

/** An event with its envelope (CloudEvents 1.0.2, JSON format). */
export function cloudEvent<T extends EventType>(
  type: T,
  happening: Happening,
  data: EventData[T],
): CloudEvent<T> {
  const { id, source, at } = happening;
  if (id === '' || source === '') throw new TypeError('An event has no id or no source.');
  const subject = subjectOf(data);
  return {
    specversion: '1.0',
    id,
    source,
    type,
    time: formatInstant(at),
    ...(subject === undefined ? {} : { subject }),
    datacontenttype: 'application/json',
    data,
  };
}

/** The bytes of an event as they are signed and sent. Texts of more than 1,000 characters are cut. */
export function eventBody(event: CloudEvent): string {
  return JSON.stringify(event, (_, value: unknown) => (typeof value === 'string' ? cut(value) : value));
}

function subjectOf(data: EventData[EventType]): string | undefined {
  const about = 'finding' in data ? data.finding : data;
  if (!('system' in about)) return undefined;
  return `systems/${encodeURIComponent(about.system.id)}/aspects/${about.aspect}`;
}

/** Whole characters: half of a surrogate pair would arrive as another text than was cut. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
