import type { ImportResult } from '../../intake/result.ts';
import { cloudEvent, type EventData, type EventType } from '../../outbound/event.ts';
import { formatInstant } from '../../records/instant.ts';
import type { Origin } from '../../records/origin.ts';
import type { ResultRow, SubscriptionRow } from '../../store/rows.ts';
import type { Writer } from '../../store/store.ts';
import { newId } from '../access/secret.ts';

/** The kind of the job that brings one event to one subscription. */
export const DELIVER = 'deliver';

/** Findings of one import that are told one by one; beyond these the counts of the document's event say it. */
const MOST_FINDINGS = 25;

/** Where events come from: the installation's address and the organization. */
export type SourceOf = (organization: string) => string;

/**
 * Adds a delivery of the event for each subscription that wants it, in the transaction of what happened: it is
 * sent if, and only if, it happened.
 */
export async function tell<T extends EventType>(
  writer: Writer,
  subscriptions: readonly SubscriptionRow[],
  source: string,
  at: number,
  type: T,
  data: EventData[T],
): Promise<void> {
  const event = cloudEvent(type, { id: newId(), source, at }, data);
  for (const { id, events, enabled } of subscriptions) {
    if (!enabled || (events.length > 0 && !events.includes(type))) continue;
    await writer.addJob({
      id: newId(),
      kind: DELIVER,
      subject: id,
      payload: { event },
      by: 'Assay',
      created: at,
      due: at,
    });
  }
}

/** Tells of a document that came in, and of the findings that it opened and closed. */
export async function tellImport(
  writer: Writer,
  source: string,
  at: number,
  origin: Origin,
  result: ImportResult,
): Promise<void> {
  if (result.status !== 'imported') return;
  const subscriptions = await writer.subscriptions();
  if (!subscriptions.some(({ enabled }) => enabled)) return;
  const names = new Map((await writer.systems()).map(({ id, name }) => [id, { id, name }]));
  const { report, systems, closed } = result;
  await tell(writer, subscriptions, source, at, 'dev.assay.evidence.received', {
    document: { sha256: report.document.sha256, name: report.document.path, bytes: report.document.bytes },
    adapter: report.adapter,
    tool: report.tool,
    happened: report.at,
    origin: { kind: origin.kind, name: origin.name },
    systems: systems.flatMap((id) => names.get(id) ?? []),
    aspects: [...new Set(report.practices.map(({ aspect }) => aspect))],
    practices: report.practices.length + report.morePractices,
    findings: report.findings,
    closed,
    problems: report.problems.length + report.moreProblems,
  });
  const changes = await writer.findingChanges();
  for (const row of changes.opened.slice(0, MOST_FINDINGS)) {
    const finding = findingOf(row, names);
    if (finding) await tell(writer, subscriptions, source, at, 'dev.assay.finding.opened', { finding });
  }
  for (const row of changes.closed.slice(0, MOST_FINDINGS)) {
    const finding = findingOf(row, names);
    if (!finding) continue;
    const opened = formatInstant(row.opened);
    await tell(writer, subscriptions, source, at, 'dev.assay.finding.closed', {
      finding,
      opened,
      why: 'resolved',
    });
  }
}

/** A finding as it is told; undefined where no system owns it yet. */
function findingOf(
  row: ResultRow,
  names: ReadonlyMap<string, { id: string; name: string }>,
): EventData['dev.assay.finding.opened']['finding'] | undefined {
  const system = row.system === undefined ? undefined : names.get(row.system);
  if (!system) return undefined;
  return {
    id: row.fingerprint,
    system,
    aspect: row.aspect,
    rule: { id: row.rule, title: row.title ?? null },
    severity: row.severity,
    resource: row.thing ?? null,
    location: row.location ?? null,
  };
}
