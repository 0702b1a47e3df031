import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import { parseMap } from './map.ts';
import { readMapped } from './read.ts';
import { suggestedMapping, suggestMap } from './suggest.ts';

test.each([
  ['Email,Full Name,MFA enabled,Last login\na@example.com,A,yes,2026-11-01\n', 'identity'],
  ['Hostname,CVE ID,Status,Severity\nweb-1,CVE-2026-1,fail,high\n', 'result'],
  ['Account Id;Service;Month;Total Cost\n1;EC2;2026-10;3\n', 'cost'],
  ['Package,Version,Host\nopenssl,3,web-1\n', 'component'],
  ['Alarm,Time,Severity,Host\nDisk full,2026-11-01,high,web-1\n', 'event'],
  ['[{"hostname":"web-1","owner":"Web"}]', 'resource'],
  ['{"count":1,"items":[{"arn":"arn:aws:s3:::b","region":"eu-west-1"}]}', 'resource'],
])('a map is suggested for %j', async (text, kind) => {
  const document = await memoryDocument('x.txt', text);
  const suggested = suggestedMapping(document.head);
  expect(suggested?.records[0]?.kind).toBe(kind);
  if (!suggested) return;
  const kinds: string[] = [];
  for await (const reading of readMapped(suggested, document)) kinds.push(reading.kind);
  expect(kinds).toEqual(['envelope', kind]);
});

test.each(['url,username,password,name\nx,a,b,c\n', 'a,b,c\n1,2,3\n', '[1,2]', 'prose'])(
  'no map is suggested for %j',
  async (text) => {
    expect(suggestMap((await memoryDocument('x.txt', text)).head)).toBeUndefined();
  },
);

test('whatever is suggested is a map', async () => {
  const name = fc.oneof(
    fc.constantFrom('Host', 'CVE', 'status', 'e-mail', 'cost', 'date', 'ARN', '/x', 'Service'),
    fc.string({ maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, fc.string(), { minKeys: 1 }), async (row) => {
      const { head } = await memoryDocument('x.json', JSON.stringify([row]));
      const suggested = suggestMap(head);
      if (suggested) await expect(parseMap('map.yaml', suggested)).resolves.toEqual(suggestedMapping(head));
    }),
  );
});
