import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { answerOf, elements } from '../shared/elements.ts';
import { gcpLink } from '../shared/gcp-link.ts';
import { type Listed, listed } from '../shared/listing.ts';
import { autoscaler, backendHealth, backendService, instanceGroup } from './statements.ts';

/** Lists inside the scopes (zones and regions) of an aggregated answer. */
const SCOPED = ['autoscalers', 'instanceGroupManagers', 'backendServices'];

const READERS: readonly (readonly [RegExp, (item: Members, pointer: string) => Generator<Reading>])[] = [
  [/^compute#autoscaler$/, autoscaler],
  [/^compute#instanceGroupManager$/, instanceGroup],
  [/^compute#backendService$/, backendService],
];

/**
 * Groups, autoscalers and backend services (Compute Engine API: instanceGroupManagers, autoscalers,
 * backendServices), listed, aggregated, as `gcloud` prints them and as recorded.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readGcpScaling(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'Google Compute Engine' } };
  const accounts = accountsOnce();
  for await (const { pointer, item } of itemsOf(document)) {
    const health = asObject(item?.status);
    const kind = asString(item?.kind);
    const read = READERS.find(([pattern]) => pattern.test(kind ?? ''))?.[1];
    if (item && asString(health?.kind) === 'compute#backendServiceGroupHealth') {
      yield* backendHealth(item, pointer);
    } else if (item && read) {
      yield* accounts(gcpLink(asString(item.selfLink))?.project);
      yield* read(item, pointer);
    } else if (!/List$/.test(kind ?? '')) {
      yield { kind: 'problem', where: pointer, why: 'Expected a group, an autoscaler or a backend service.' };
    }
  }
}

function itemsOf(document: Document): AsyncGenerator<Listed> {
  const answer = asObject(answerOf(document.head));
  if (!answer || !asObject(answer.items) || Array.isArray(answer.items)) return elements(document, ['items']);
  const base = asArray(document.head.json).length === 0 && answer !== document.head.json ? '/body' : '';
  return listed(
    document,
    SCOPED.map((list) => `${base}/items/*/${list}/*`),
  );
}
