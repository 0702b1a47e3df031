import { expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import type { Reading } from '../../records/record.ts';
import { about } from './about.ts';
import { EXAMPLES } from './examples.ts';
import { parseMap } from './map.ts';
import { readMapped } from './read.ts';

/** What each tool writes, as its documentation has it, with what the example's map makes of it. */
const EXPORTS: readonly (readonly [tool: string, text: string, kinds: Record<string, number>])[] = [
  [
    'cloudhealth',
    'Month,Account,Service,Total Cost,Currency,Owner\n2026-10,111122223333,EC2,"1,234.50",,Web\n',
    { cost: 1 },
  ],
  ['cloudcheckr', 'Day,Account,Service,Cost\n11/30/2026,111122223333,EC2,$12.50\n', { cost: 1 }],
  [
    'cloudability',
    '{"results":[{"date":"2026-11-01","vendor_account_identifier":"1111-2222-3333","service_name":"EC2","unblended_cost":"3.5"}]}',
    { cost: 1 },
  ],
  [
    'flexnet-manager',
    'Application,Version,Inventory Device,Corporate Unit,Last inventory date\nReader,9,pc-1,Sales,22/11/2026\nReader,9,pc-2,,\n',
    { practice: 1, resource: 2, component: 2 },
  ],
  [
    'chef-habitat',
    '{"range_start":0,"total_count":1,"data":[{"origin":"acme","name":"shop","version":"1.2.3","release":"20261101031500"}]}',
    { practice: 1, component: 1 },
  ],
  [
    'lastpass',
    '{"total":1,"Users":{"101":{"username":"ned@example.com","fullname":"Ned","created":"2024-03-12 10:02:56","last_login":"2026-05-29 11:45:05","last_pw_change":"2025-05-19 10:58:33","disabled":false,"multifactor":null,"mpstrength":"CANARY"}}}',
    { practice: 1, identity: 1 },
  ],
  [
    'lastpass',
    'Email,Name,Status,Multifactor,Last login\nned@example.com,Ned,Active,Duo,Never\n',
    { identity: 1 },
  ],
  [
    'pmapper',
    '{"account":"111122223333","findings":[{"title":"Users can escalate","severity":"High","impact":"They become admin","description":"CANARY","recommendation":"CANARY"}]}',
    { practice: 1, result: 1 },
  ],
  [
    'repokid',
    'Name,Refreshed,Disqualified By,Can be repoed,Permissions,Repoable,Repoed,Services\nweb,2026-11-01T00:00:00,[],True,20,4,2026-10-01T00:00:00,[]\nops,2026-11-01T00:00:00,[],True,20,0,Never,[]\n',
    { result: 2, practice: 1 },
  ],
  [
    'manageengine-applications-manager',
    '{"response-code":"4000","response":{"uri":"/AppManager/json/ListMonitor","result":[{"RESOURCEID":"10000031","DISPLAYNAME":"Shop web","HEALTHSTATUS":"clear","MANAGED":"true","TYPE":"Tomcat-server"},{"RESOURCEID":"10000032","DISPLAYNAME":"Old","HEALTHSTATUS":"unknown","MANAGED":"false"}]}}',
    { practice: 1, resource: 1, rule: 2 },
  ],
  [
    'loggly',
    '{"events":[{"timestamp":1793600000000,"logmsg":"CANARY","event":{"syslog":{"host":"web-1"}}}],"next":"https://x"}',
    { practice: 1, resource: 1 },
  ],
  [
    'logrhythm',
    '{"alarmsSearchDetails":[{"alarmId":7,"alarmRuleName":"Brute force","alarmStatus":"New","dateInserted":"2026-11-18T13:13:03.34"}]}',
    { practice: 1, event: 1 },
  ],
  [
    'rita',
    'Score,Source IP,Destination IP,Connections\n0.98,10.0.0.5,203.0.113.9,400\n',
    { practice: 1, event: 1 },
  ],
  [
    'divvycloud',
    '{"bots":[{"resource_id":"divvybot:1:1","name":"Close open buckets","state":"RUNNING","severity":"high"}]}',
    { plan: 1, practice: 1 },
  ],
];

const used = new Map<string, number>();

test.each(EXPORTS)('the example for %s reads what the tool writes', async (tool, text, kinds) => {
  const own = EXAMPLES.filter(({ tools }) => tools.includes(tool));
  const turn = used.get(tool) ?? 0;
  used.set(tool, turn + 1);
  const mapping = await parseMap('map.yaml', own[turn]?.code ?? '');
  const readings: Reading[] = [];
  const name = mapping.reads === 'csv' ? 'export.csv' : 'export.json';
  for await (const reading of readMapped(mapping, await memoryDocument(name, text))) readings.push(reading);
  const counts: Record<string, number> = {};
  for (const { kind } of readings) if (kind !== 'envelope') counts[kind] = (counts[kind] ?? 0) + 1;
  expect(counts, JSON.stringify(readings)).toEqual(kinds);
  expect(JSON.stringify(readings)).not.toContain('CANARY');
});

test('each example is tried, and the page explains a map that holds', async () => {
  expect(EXPORTS).toHaveLength(EXAMPLES.length);
  await expect(parseMap('map.yaml', about.exports[0]?.code ?? '')).resolves.toMatchObject({ complete: true });
});
