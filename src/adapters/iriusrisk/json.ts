import type { Document } from '../../formats/document.ts';
import { asArray, asNumber, asObject, asString, asText, type Members, member } from '../../formats/schema.ts';
import type { Problem } from '../../records/record.ts';
import { type Listing, listed, listingOf } from '../shared/listing.ts';
import { oneLine } from '../shared/one-line.ts';
import type { Entry } from './entry.ts';

const LISTS = ['/_embedded/items/*', '/items/*', '/threats/*', '/countermeasures/*', '/data/*', '/*'];
/** Members of one threat or countermeasure of version 2, and of one component of version 1. */
const SHAPES = [
  ['state', 'inherentRisk', 'name'],
  ['state', 'issueState', 'component', 'name'],
  ['ref', 'usecases'],
];

export const LISTINGS: readonly Listing[] = LISTS.flatMap((pattern) =>
  SHAPES.map((members) => ({ pattern, members })),
);

/** The elements as entries, whichever version of the API gave them. */
export async function* jsonEntries(document: Document): AsyncGenerator<Entry | Problem> {
  const found = listingOf(document.head, LISTINGS)?.pattern;
  for await (const { pointer, item } of listed(document, [found ?? '/_embedded/items/*'])) {
    if (!item) yield { kind: 'problem', where: pointer, why: 'expected an object, found another value' };
    else if (Array.isArray(item['usecases'])) yield* componentEntries(item, pointer);
    else yield* entryOf(item, pointer);
  }
}

/** Version 2: each element is one threat or countermeasure. */
function* entryOf(item: Members, pointer: string): Generator<Entry | Problem> {
  const title = asString(item['name']);
  if (title === undefined) {
    yield {
      kind: 'problem',
      where: pointer,
      why: 'expected the name of a threat or countermeasure, found none',
    };
    return;
  }
  const isThreat = 'inherentRisk' in item || 'useCase' in item;
  const reference = asText(item['referenceId']);
  const component = asString(member(item, 'component', 'name'));
  // The same threat of the library may stand at many components.
  const place = [component, reference].filter((part) => part !== undefined).join('/');
  yield {
    sort: isThreat ? 'threat' : 'countermeasure',
    id: isThreat && place !== '' ? place : (reference ?? asText(item['id']) ?? title),
    title,
    component,
    project: asString(member(item, 'project', 'name')),
    state: asString(item['state']),
    risk: asNumber(item['risk']) ?? asNumber(item['inherentRisk']) ?? asString(item['risk']),
    owner: asString(member(item, 'owner', 'username')) ?? asString(item['owner']),
  };
}

/** Version 1: each element is a component with its use cases, and these have the threats. */
function* componentEntries(item: Members, pointer: string): Generator<Entry | Problem> {
  const component = asString(item['name']) ?? asText(item['ref']);
  for (const [at, usecase] of asArray(item['usecases']).entries()) {
    for (const [index, each] of asArray(asObject(usecase)?.['threats']).entries()) {
      const threat = asObject(each);
      const title = asString(threat?.['name']);
      if (!threat || title === undefined) {
        const where = `${pointer}/usecases/${at}/threats/${index}`;
        yield { kind: 'problem', where, why: 'expected the name of a threat, found none' };
        continue;
      }
      yield {
        sort: 'threat',
        id: oneLine([component, asText(threat['ref']) ?? title].filter(Boolean).join('/'), 200),
        title,
        component,
        project: undefined,
        state: asString(threat['state']),
        risk:
          asNumber(threat['risk']) ?? asNumber(threat['inherentRisk']) ?? asNumber(threat['residualRisk']),
        owner: asString(threat['owner']),
      };
    }
  }
}
