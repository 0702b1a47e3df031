import type { Document } from '../../formats/document.ts';
import type { Members } from '../../formats/schema.ts';
import { cloudKey, hostKey, otherKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { hourly } from './hourly.ts';
import { listed } from './listing.ts';
import { type Product, productOf } from './products.ts';
import { heardFrom, type RulesSeen, rulesOf } from './telemetry.ts';

/** One list of one product that watches: hosts, alert rules, what fired. */
export interface WatchList extends Product {
  readonly tool: string;
  /** What a row has to have, for people. */
  readonly expects: string;
  /** Undefined where the row cannot be used; nothing where it is sound and shows nothing. */
  read(row: Members): readonly Reading[] | undefined;
  /** Whether the row shows that its rule has been evaluated. */
  evaluated?(row: Members): boolean;
}

/**
 * Rows of the list that a document is, each by its product; then what was heard from and which rules watch, as
 * one practice each. What a log names again and again is told once an hour.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readWatchList(
  document: Document,
  lists: readonly WatchList[],
): AsyncGenerator<Reading> {
  const known = productOf(document.head, lists);
  // Detection has seen a product; without one (a cut-off head), the list is read as the first is.
  const list = known?.product ?? lists[0];
  if (!list) return;
  yield { kind: 'envelope', tool: { name: list.tool } };
  const hosts = hourly();
  const seen: RulesSeen = { rules: 0, evaluated: 0 };
  const wrapper = list.wrappers[0]?.replaceAll('.', '/');
  const pattern = known?.pattern ?? (wrapper ? `/${wrapper}/*` : '/*');
  for await (const { pointer, item } of listed(document, [pattern])) {
    const found = item && list.read(item);
    if (!found) {
      yield { kind: 'problem', where: pointer, why: list.expects };
      continue;
    }
    for (const reading of found) {
      if (reading.kind === 'resource' && reading.reaches?.includes('telemetry')) {
        if (reading.at === undefined) hosts.heard.count += 1;
        else if (!hosts.from(reading.keys.join(' '), reading.at)) continue;
      }
      if (reading.kind === 'rule' && reading.type === 'alert' && reading.enabled) {
        seen.rules += 1;
        if (item && list.evaluated?.(item)) seen.evaluated += 1;
      }
      yield reading;
    }
  }
  yield* heardFrom(list.tool, hosts.heard);
  yield* rulesOf(list.tool, seen);
}

/**
 * A host as a product names it; undefined without a name. Windows names may stand behind their domain:
 * `SHOP\\web-2`.
 * @param instance its id at AWS, where the product knows it
 */
export function hostRef(
  name: string | undefined,
  scheme: string,
  id: string | undefined,
  instance?: string,
): ResourceRef | undefined {
  const bare = name?.split('\\').at(-1)?.trim();
  if (!bare) return undefined;
  const cloud = instance && /^i-[0-9a-f]+$/.test(instance) ? [cloudKey('aws', instance)] : [];
  return { type: 'host', keys: [...cloud, hostKey(bare), ...(id ? [otherKey(scheme, id)] : [])], name: bare };
}
