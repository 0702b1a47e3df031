import { lstat, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { GIT_LOG_ARGUMENTS, gitLogHeader } from '../../adapters/git-history/format.ts';
import { expand } from '../../intake/expand.ts';
import { type Handed, handedFile } from '../../intake/handed.ts';
import { importDocument } from '../../intake/import.ts';
import { inspect } from '../../intake/inspect.ts';
import type { Parse } from '../../intake/parse/parse.ts';
import type { DocumentReport } from '../../intake/result.ts';
import { ensureSystem } from '../../intake/systems.ts';
import type { Model } from '../../model/model.ts';
import { scorecard } from '../../outputs/scorecard/build.ts';
import type { Scorecard } from '../../outputs/scorecard/scorecard.ts';
import type { Instant } from '../../records/instant.ts';
import { repositoryKey } from '../../records/key.ts';
import type { Origin } from '../../records/origin.ts';
import type { ResourceRef } from '../../records/record.ts';
import { placeText, Refusal } from '../../records/refusal.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { type Checkout, checkoutOf, committed, filesOf, writeLog } from '../checkout.ts';
import { type Found, filesBelow } from '../files.ts';
import { evidenceAmong } from './by-content.ts';
import { aside } from './candidates.ts';

/** What a scan is asked. */
export interface ScanRequest {
  system: string | undefined;
  happened: Instant | undefined;
  at: Instant;
  known: Instant;
  now: Instant;
  cwd: string;
  say: (text: string) => void;
  parse: Parse;
}

/** What a scan found. */
export interface Scan {
  card: Scorecard;
  documents: DocumentReport[];
  skipped: { path: string; reason: string }[];
  /** Files of a repository that are source, settings, test data or build output. */
  passedOver: number;
}

const ORGANIZATION = 'scan';

/**
 * Looks at a folder, a file or a checkout through the ordinary intake, with a store in memory.
 * @throws Refusal `not-found`
 */
export async function scan(path: string, request: ScanRequest, model: Model): Promise<Scan> {
  const full = resolve(request.cwd, path);
  const info = await stat(full).catch(() => undefined);
  if (!info)
    throw new Refusal('not-found', 'There is no such file or folder.', { file: path }, 'Check the path.');
  const checkout = info.isDirectory() ? await checkoutOf(full) : undefined;
  const { files, passedOver } = await found(full, path, info.isDirectory(), checkout);
  const name = request.system ?? nameOf(full, checkout);
  const store = await openStore({ memory: true });
  try {
    await store.write(ORGANIZATION, async (writer) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const created = request.now;
      await writer.putOrganization({
        id: ORGANIZATION,
        name: 'Scan',
        timeZone: zone,
        created,
        example: false,
      });
      await ensureSystem(writer, name, created);
    });
    const work: Work = {
      store,
      model,
      request,
      name,
      target: checkout && repository(checkout),
      documents: [],
      skipped: [],
    };
    if (checkout?.head) await history(full, checkout, work);
    for (const [index, each] of files.entries()) {
      request.say(`${index + 1} of ${files.length}: ${each.label}`);
      await take(each, checkout, full, work);
    }
    const card = await scorecard(store.reader(ORGANIZATION), model, { at: request.at, known: request.known });
    return { card, documents: work.documents, skipped: work.skipped, passedOver };
  } finally {
    await store.close();
  }
}

interface Work {
  store: Store;
  model: Model;
  request: ScanRequest;
  name: string;
  target: ResourceRef | undefined;
  documents: DocumentReport[];
  skipped: { path: string; reason: string }[];
}

async function found(
  full: string,
  path: string,
  isFolder: boolean,
  checkout: Checkout | undefined,
): Promise<{ files: Found[]; passedOver: number }> {
  if (!isFolder) return { files: [{ file: full, label: path }], passedOver: 0 };
  if (!checkout)
    return {
      files: (await filesBelow(full, ['.'])).map(({ file, label }) => ({ file, label })),
      passedOver: 0,
    };
  const all = await filesOf(full);
  const source = all.filter((each) => aside(each) === 'source');
  const evidence = new Set(await evidenceAmong(full, source));
  const files = all
    .filter((each) => aside(each) === undefined || evidence.has(each))
    .map((each) => ({ file: join(full, each), label: each }));
  return { files, passedOver: all.length - files.length };
}

/** The repository's history, as git tells it: a system of record, so a collector's evidence. */
async function history(folder: string, checkout: Checkout, work: Work): Promise<void> {
  work.request.say('reading the history');
  const scratch = await mkdtemp(join(tmpdir(), 'assay-'));
  try {
    const file = join(scratch, 'log');
    const name = checkout.remote ?? basename(checkout.top);
    await writeLog(folder, gitLogHeader(name, checkout.head ?? ''), GIT_LOG_ARGUMENTS, file);
    const handed = await handedFile(file, 'git history');
    await importInto(handed, { kind: 'collector', name: 'git' }, undefined, work);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A link in a repository may lead anywhere on this machine: it is not followed. */
async function isLink(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => undefined))?.isSymbolicLink() ?? false;
}

async function take(each: Found, checkout: Checkout | undefined, folder: string, work: Work): Promise<void> {
  if (checkout && (await isLink(each.file))) {
    work.skipped.push({ path: each.label, reason: 'A link: links in a repository are not followed.' });
    return;
  }
  try {
    for await (const handed of expand(await handedFile(each.file, each.label))) {
      await importInto(handed, { kind: 'person', name: 'scan' }, work.request.happened, work, async () =>
        checkout ? committed(folder, each.label) : undefined,
      );
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    work.skipped.push({ path: each.label, reason: error.message });
  }
}

async function importInto(
  handed: Handed,
  origin: Origin,
  happened: Instant | undefined,
  work: Work,
  fallback: () => Promise<Instant | undefined> = async () => undefined,
): Promise<void> {
  const intake = {
    organization: ORGANIZATION,
    origin,
    learned: work.request.now,
    learnedAsRecorded: true,
    coverage: work.model.coverage,
    system: work.name,
    target: work.target,
    parse: work.request.parse,
  };
  let result = await importDocument(work.store, handed, { ...intake, happened });
  if (result.status === 'refused' && result.code === 'undated') {
    const date = await fallback();
    if (date !== undefined) result = await importDocument(work.store, handed, { ...intake, happened: date });
  }
  if (result.status === 'imported') work.documents.push(result.report);
  else if (result.status === 'known')
    work.skipped.push({ path: handed.path, reason: 'the same bytes as a file before it' });
  else if (result.code === 'undated') {
    const report = await inspect(handed, origin, {}, work.request.parse);
    const why = `${result.why} It earns no level until you say when: --happened INSTANT`;
    work.documents.push({ ...report, problems: [{ where: '', why }, ...report.problems] });
  } else {
    const where = placeText({ ...result.place, file: '' });
    work.skipped.push({ path: handed.path, reason: where ? `${where}: ${result.why}` : result.why });
  }
}

function repository(checkout: Checkout): ResourceRef {
  const name = checkout.remote ?? basename(checkout.top);
  return { type: 'repository', keys: [repositoryKey(name)], name: basename(name).replace(/\.git$/, '') };
}

function nameOf(full: string, checkout: Checkout | undefined): string {
  if (!checkout || checkout.inside) return basename(full) || 'scan';
  return basename(checkout.remote ?? checkout.top).replace(/\.git$/, '');
}
