import { expect, test } from 'vitest';
import { handedBytes } from '../src/intake/handed.ts';
import { importDocument } from '../src/intake/import.ts';
import { readModel, standardModelFolder } from '../src/model/read.ts';
import { checkLog } from '../src/outputs/proof/check.ts';
import { openStore, type StoreLocation } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { canonical } from './canonical.ts';
import { importing } from './children.ts';
import { samplesOf } from './documents.ts';
import { tell } from './tell.ts';
import { documentsOf } from './whole.ts';

const HAPPENED = Date.UTC(2026, 10, 1);
/** One file each of results and things, spend, components and plans: together they use every way of writing. */
const DOCUMENTS = samplesOf('aws-inspector', 'focus', 'cyclonedx', 'cacao', 'grype').map((sample) => ({
  ...sample,
  happened: HAPPENED,
}));
const LEARNED = Date.UTC(2026, 10, 20);
const LEAST_POINTS = 24;
/** A reader is never held up by a writer that hangs, in milliseconds. */
const READER = 2_000;

/**
 * Every call that an import makes fails once in each way: it throws, it never answers, and its process is killed there.
 * What is left is then looked at, and the import tried again: it must come to what it comes to without a fault.
 */
export function failpoints(name: string, location: () => Promise<StoreLocation>): void {
  test(`F3 ${name}: each call of an import throws, hangs, is killed; the retry comes to the same`, async () => {
    const at = await location();
    const recorded = importing({
      location: at,
      documents: DOCUMENTS,
      record: true,
      organizations: ['reference'],
      points: ['none'],
    });
    await recorded.says(/^end$/);
    await recorded.ended;
    const points = recorded.lines().flatMap((line) => /^point (.+)/.exec(line)?.[1] ?? []);
    expect(points.length, 'points at which an import can fail').toBeGreaterThanOrEqual(LEAST_POINTS);
    const store = await openStore(at);
    const { coverage } = await readModel(standardModelFolder());
    const reference = await canonical(store, 'reference');
    expect((await documentsOf(store.reader('reference'))).length).toBe(DOCUMENTS.length);
    const wrong: string[] = [];
    let retries = 0;

    /** Nothing is there in part, and the retry comes to what it comes to without a fault. */
    const recovers = async (organization: string, what: string) => {
      const before = await partly(store, organization);
      if (before !== undefined) wrong.push(`${what}: ${before}`);
      for (const { name: path, text, happened } of DOCUMENTS) {
        const { status } = await importDocument(store, handedBytes(path, Buffer.from(text)), {
          organization,
          origin: { kind: 'token', name: 'faults' },
          learned: LEARNED,
          coverage,
          system: 'Orders',
          happened,
        });
        retries += 1;
        if (status === 'refused') wrong.push(`${what}: ${path} is refused when it is tried again`);
      }
      const after = (await canonical(store, organization)).toSorted();
      const differs = reference.toSorted().find((line, index) => line !== after[index]);
      if (differs !== undefined || after.length !== reference.length)
        wrong.push(`${what}: it came to something else, as in ${differs}`);
    };

    const thrown = points.map((_, index) => `throw-${index}`);
    const child = importing({
      location: at,
      documents: DOCUMENTS,
      points,
      how: 'throw',
      organizations: thrown,
    });
    expect(await child.ended, child.complaint()).toBe(0);
    const told = child.lines().filter((line) => line.startsWith('failed') && line.includes(': planted at '));
    for (const [index, organization] of thrown.entries())
      await recovers(organization, `throw ${points[index]}`);

    for (const [index, point] of points.entries()) {
      const organization = `hang-${index}`;
      const hung = importing({
        location: at,
        documents: DOCUMENTS,
        points: [point],
        how: 'hang',
        organizations: [organization],
      });
      await hung.says(/^reached/);
      const begun = performance.now();
      const seen = await partly(store, organization);
      if (seen !== undefined) wrong.push(`${point} hangs: ${seen}`);
      if (performance.now() - begun > READER) wrong.push(`${point} hangs: readers are held up`);
      hung.process.kill('SIGKILL');
      expect(await hung.ended).toBe(null);
      await recovers(organization, `killed at ${point}`);
    }
    const damage = (await store.examine()).flatMap((finding) => finding.wrong);
    await store.close();
    tell(`F3 ${name}`, {
      points: points.length,
      'faults (throw, hang, kill)': 3 * points.length,
      'told to who asked': told.length,
      'imports tried again': retries,
      'in part or wrong': wrong.length + damage.length,
    });
    expect([...wrong, ...damage]).toEqual([]);
    expect(told.length, 'who asks is told of each throw').toBe(points.length);
  });
}

/** What is there of a document that is not there whole; undefined where there is none such. */
async function partly(store: Store, organization: string): Promise<string | undefined> {
  const reader = store.reader(organization);
  const rows = await documentsOf(reader);
  let evidence = 0;
  for (const row of rows) {
    const shown = await reader.evidenceOf(row.sha256);
    evidence += shown.length;
    if (shown.length === 0 && row.records.practice) return `${row.name} shows nothing`;
  }
  const counts = await reader.counts();
  if (counts.documents !== rows.length || counts.evidence !== evidence)
    return `${counts.evidence} statements are counted, ${evidence} are there`;
  const leaves = await checkLog(reader);
  return leaves === rows.length ? undefined : `${leaves} leaves of ${rows.length} documents`;
}
