import type { Document } from '../../formats/document.ts';
import { asArray, asObject, type Members, member } from '../../formats/schema.ts';
import type { Reading } from '../../records/record.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from '../shared/products.ts';
import { DIRECTORIES } from './directories.ts';
import type { Directory } from './directory.ts';

/**
 * Everyone whom a central directory knows. Nothing is kept of a person but name, sign-in names and the state
 * of the account.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readDirectoryUsers(document: Document): AsyncGenerator<Reading> {
  const known = productOf<Directory>(document.head, DIRECTORIES);
  // Detection has seen a product; without one (a cut-off head), the list is read as the most general is.
  const product = known?.product ?? DIRECTORIES[0];
  if (!product) return;
  const pattern = known?.pattern ?? '/Resources/*';
  const tool = product.tool(firstRow(document.head.json, pattern));
  yield { kind: 'envelope', tool: { name: tool } };
  let people = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const reading = item && product.read(item);
    if (reading === 'aside') continue;
    if (!reading) {
      yield { kind: 'problem', where: pointer, why: 'Expected an entry with a sign-in name.' };
      continue;
    }
    if (reading.kind === 'identity') people += 1;
    yield reading;
  }
  if (people === 0) return;
  yield {
    kind: 'practice',
    aspect: 'access',
    output: 'test',
    note: `${tool} listed ${people} ${people === 1 ? 'user' : 'users'}`,
  };
}

function firstRow(root: unknown, pattern: string): Members | undefined {
  let at = root;
  for (const step of pattern.split('/').slice(1)) {
    at = step === '*' ? (asArray(at)[0] ?? Object.values(asObject(at) ?? {})[0]) : member(at, step);
  }
  return asObject(at);
}
