import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document, Head } from '../../formats/document.ts';
import { asArray, asNumber, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { parseInstant } from '../../records/instant.ts';
import { accountKey } from '../../records/key.ts';
import { listed } from '../shared/listing.ts';
import { ownerOf } from '../shared/owner.ts';
import { has, objectsOf } from '../shared/products.ts';
import { costOf, type Found } from './charge.ts';

/** Columns that only the billing export has together. */
const SIGNATURE = ['usage_start_time', 'usage_end_time', 'cost', 'currency'] as const;

/** Whether it is rows of the billing export, as JSON, NDJSON or CSV. */
export function isGcpBilling(head: Head): boolean {
  if (head.columns) return SIGNATURE.every((name) => head.columns?.includes(name));
  const first = asObject(asArray(head.json)[0]);
  return first !== undefined && has(first, ...SIGNATURE);
}

/** Costs by row, credits taken off. */
export async function* gcpCosts(document: Document): AsyncGenerator<Found> {
  if (document.head.json === undefined) {
    for await (const { line, row, problem } of streamCsv(document)) {
      const where = `line ${line}`;
      if (problem) yield { reading: { kind: 'problem', where, why: problem } };
      else yield foundIn(row, where);
    }
    return;
  }
  for await (const { pointer, item } of listed(document, ['/*'])) yield foundIn(item ?? {}, pointer);
}

function foundIn(row: Members, where: string): Found {
  // A table has `project.id` as a column of that name, or of the one that a query gave it.
  const text = (group: string, name: string) =>
    asString(member(row, group, name)) ??
    asString(row[`${group}.${name}`]) ??
    asString(row[`${group}_${name}`]);
  const project = text('project', 'id');
  const cost = asNumber(row.cost);
  const credits = objectsOf(row.credits).reduce((sum, { amount }) => sum + (asNumber(amount) ?? 0), 0);
  const reading = costOf(
    {
      amount: cost === undefined ? undefined : cost + credits,
      currency: asString(row.currency),
      from: parseInstant(asString(row.usage_start_time) ?? ''),
      until: parseInstant(asString(row.usage_end_time) ?? ''),
      account: project ? accountKey('gcp', project) : undefined,
      service: text('service', 'description'),
      owner: ownerOf(labelsOf(row.labels)) ?? ownerOf(labelsOf(member(row, 'project', 'labels'))),
    },
    where,
  );
  return { reading, accountName: text('project', 'name') };
}

function labelsOf(value: unknown): Record<string, string> {
  const labels: Record<string, string> = Object.create(null);
  for (const label of objectsOf(value)) {
    const [key, text] = [asString(label.key), asString(label.value)];
    if (key && text) labels[key] = text.slice(0, 200);
  }
  return labels;
}
