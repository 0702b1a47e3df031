import { expect, test } from 'vitest';
import { OWN } from '../src/intake/organization.ts';
import { type Stage, stage } from '../src/server/testing/stage.ts';
import { openStore, type StoreLocation } from '../src/store/open.ts';
import { chance } from './chance.ts';
import { scores } from './made.ts';
import { report } from './reports.ts';
import { tell } from './tell.ts';
import { whole } from './whole.ts';

const CLIENTS = 64;
const ROUNDS = 3;
const CASES = 20;
const NOW = Date.UTC(2026, 10, 20);

/** How the clients of one round hand the same report in. */
const WAYS: Readonly<Record<string, (client: number, report: number) => { name: string; key?: string }>> = {
  'without a key': (_, each) => ({ name: `${each}.xml` }),
  'with the same Idempotency-Key': (_, each) => ({ name: `${each}.xml`, key: 'same' }),
  'with keys of their own': (client, each) => ({ name: `${each}.xml`, key: `own-${client}` }),
  'under different names': (client, each) => ({ name: `${each}-as-${client}.xml` }),
};

/** Many clients hand the same report in at the same moment: it must count once, and all must be told the same. */
export function together(name: string, location: () => Promise<StoreLocation>): void {
  test(`F6 ${name}: ${CLIENTS} clients import the same report at once; one is kept, and all are told which`, async () => {
    const server = await stage({ store: await openStore(await location()), requestsPerMinute: 1e9 });
    const machine = await server.machine(['import', 'read']);
    const random = chance(`F6 ${name}`);
    let number = 0;
    let kept = 0;
    let answers = 0;
    const wrong: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [way, how] of Object.entries(WAYS)) {
        number += 1;
        const payload = report(number, CASES);
        const before = await server.store.reader(OWN).counts();
        const told = await Promise.all(
          random.shuffled(Array.from({ length: CLIENTS }, (_, client) => client)).map((client) => {
            const { name: label, key } = how(client, number);
            const own = key === undefined ? {} : { 'idempotency-key': `${round} ${way} ${key}` };
            return handIn(server, label, payload, { ...machine, ...own });
          }),
        );
        const after = await server.store.reader(OWN).counts();
        answers += told.length;
        kept += after.documents - before.documents;
        if (after.documents - before.documents !== 1 || after.evidence - before.evidence !== 1)
          wrong.push(`${way}: ${after.documents - before.documents} documents are kept`);
        if (new Set(told.map(({ sha256 }) => sha256)).size !== 1)
          wrong.push(`${way}: they were told of different documents`);
        const first = told.filter(({ status }) => status === 'imported').length;
        // With one key there is one answer, given to all.
        if (first !== (way === 'with the same Idempotency-Key' ? CLIENTS : 1))
          wrong.push(`${way}: ${first} were told that theirs was the one`);
      }
    }
    wrong.push(...(await whole(server.store, OWN, CASES)).wrong);
    await server.close();
    tell(`F6 ${name}`, { rounds: number, 'clients in each': CLIENTS, answers, kept, wrong: wrong.length });
    expect(wrong).toEqual([]);
    expect(kept).toBe(number);
  });

  test(`F6 ${name}: 16 imports about one thing at once; the order in which they come never changes the score`, async () => {
    const random = chance(`F6 order ${name}`);
    const seen = new Set<string>();
    const at = await location();
    for (let round = 0; round < ROUNDS; round += 1) {
      const store = await openStore('folder' in at ? { folder: `${at.folder}-${round}` } : at);
      const server = await stage({ store, requestsPerMinute: 1e9 });
      const machine = await server.machine(['import', 'read']);
      const reports = random.shuffled(Array.from({ length: 16 }, (_, each) => each));
      await Promise.all(reports.map((each) => handIn(server, `${each}.xml`, report(each, CASES), machine)));
      expect((await store.reader(OWN).counts()).documents).toBe(16);
      seen.add(await scores(store, OWN, [NOW, NOW + 60 * 86_400_000]));
      if (!('folder' in at))
        for (const { id } of await store.organizations()) await store.removeOrganization(id);
      await server.close();
    }
    tell(`F6 ${name}, order`, { rounds: ROUNDS, imports: 16 * ROUNDS, 'different scores': seen.size });
    expect(seen.size).toBe(1);
  });
}

interface Told {
  status: string;
  report: { document: { sha256: string } };
}

/** Hands a report in, and again while the same request is being answered. */
async function handIn(
  server: Stage,
  name: string,
  payload: string,
  as: Record<string, string>,
): Promise<{ status: string; sha256: string }> {
  for (;;) {
    const answer = await server.ask({
      method: 'POST',
      url: `/api/v1/imports?name=${name}&system=Orders`,
      headers: { 'content-type': 'application/octet-stream' },
      payload,
      as,
    });
    if (answer.status === 409) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
    const { status, report: made } = answer.body as Told;
    return { status, sha256: made.document.sha256 };
  }
}
