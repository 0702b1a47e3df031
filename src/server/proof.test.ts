import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCheckpoint } from '../ledger/checkpoint.ts';
import { readLeaf } from '../ledger/leaf.ts';
import { noteVerifier, readVerifierKey } from '../ledger/note-keys.ts';
import { verifyProof } from '../ledger/proof.ts';
import { verifyBundle } from '../outputs/proof/verify.ts';
import type { DocumentProofAnswer, LogAnswer } from './api.ts';
import { type Stage, stage } from './testing/stage.ts';

let on: Stage;
let as: Record<string, string>;
beforeEach(async () => {
  on = await stage();
  as = await on.person('admin');
});
afterEach(() => on.close());

const get = (url: string) => on.ask({ method: 'GET', url: `/api/v1${url}`, as });
async function take(name: string, system: string): Promise<string> {
  const answer = await on.ask({
    method: 'POST',
    url: `/api/v1/imports?name=tests.xml&system=${system}`,
    as,
    payload: `<testsuite name="unit" tests="1" timestamp="2026-11-02T10:00:00Z"><testcase classname="a" name="${name}"/></testsuite>`,
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(answer.status).toBe(200);
  return (answer.body as { report: { document: { sha256: string } } }).report.document.sha256;
}

test('before the first document there is no log, and asking makes none', async () => {
  for (const path of ['/log', '/log/checkpoint', '/documents/x/proof', '/systems/x/proof'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  expect(await on.store.reader('default').note('log')).toBeUndefined();
});

test('a document’s leaf is proved to be under the checkpoint, and a system by a bundle', async () => {
  const documents = [await take('one', 'Orders'), await take('two', 'Orders'), await take('three', 'Plans')];
  const log = (await get('/log')).body as LogAnswer;
  expect(log).toMatchObject({ size: 3, keys: 1, cosigned: null, newest: '2026-11-20T00:00:00.000Z' });
  const { name, key } = readVerifierKey(log.key);
  const policy = { origin: log.origin, keys: [{ verifier: noteVerifier(name, key), from: 0 }] };
  expect(openCheckpoint((await get('/log/checkpoint')).text, policy)).toMatchObject({ size: 3 });
  for (const [index, document] of documents.entries()) {
    const proof = (await get(`/documents/${document}/proof`)).body as DocumentProofAnswer;
    const { hash, facts } = readLeaf(proof.leaf ?? '');
    expect(facts['document']).toBe(document);
    expect(verifyProof(proof.proof, hash, policy).index).toBe(index);
    expect(proof).toMatchObject({ index, size: 3, root: log.root, key: log.key });
  }
  const bundle = await get('/systems/orders/proof?aspect=cicd');
  expect(bundle.headers['content-disposition']).toBe('attachment; filename="orders.cicd.assay-proof.json"');
  expect(bundle.text).not.toContain('Plans');
  const verified = await verifyBundle(bundle.text, [log.key], on.app.watching.model);
  expect(verified).toMatchObject({ documents: 2, size: 3, statement: { score: null } });
  expect((await get('/systems/nobody/proof')).status).toBe(404);
});
