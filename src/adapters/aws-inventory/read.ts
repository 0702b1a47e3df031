import type { Document } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { accountKey, type Key } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { accountOfArn } from '../shared/arn.ts';
import { awsItems } from '../shared/aws-answer.ts';
import { ARN_LISTS, LISTS, READERS } from './lists.ts';

/**
 * Resources as the AWS command line lists them, also as aws-inventory, skew and cloudmapper keep them (each
 * service's API Reference). An answer does not say when it was given.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsInventory(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS' } };
  const accounts = accountsOnce(['inventory']);
  let count = 0;
  for await (const { list, pointer, item: own, value } of awsItems(document, [
    ...LISTS.map(([name]) => name),
    ...ARN_LISTS,
  ])) {
    const item = own ?? (typeof value === 'string' ? { arn: value } : undefined);
    const read = READERS.get(list);
    if (!item || !read) {
      yield { kind: 'problem', where: pointer, why: 'Expected an object.' };
      continue;
    }
    const owner = asString(item.OwnerId);
    for (const [each, within] of elementsOf(list, item, pointer)) {
      const found = read(each, owner === undefined ? undefined : accountKey('aws', owner));
      if (!found) {
        yield { kind: 'problem', where: within, why: 'Expected a resource with its id or ARN.' };
        continue;
      }
      count += 1;
      for (const reading of found) {
        if (reading.kind === 'resource') yield* accounts(accountFrom(reading.account, reading.keys));
        yield reading;
      }
    }
  }
  if (count > 0) {
    yield { kind: 'practice', aspect: 'inventory', output: 'test', note: `${count} AWS resources listed` };
  }
}

/** Instances stand below the reservation that they were started with. */
function elementsOf(list: string, item: Members, pointer: string): [Members, string][] {
  if (list !== 'Reservations') return [[item, pointer]];
  return asArray(item.Instances).map((each, index) => [
    asObject(each) ?? {},
    `${pointer}/Instances/${index}`,
  ]);
}

function accountFrom(account: Key | undefined, keys: readonly Key[]): Key | undefined {
  return account ?? accountOfArn(keys[0]);
}
