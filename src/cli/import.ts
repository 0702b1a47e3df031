import { Command } from 'commander';
import type { ImportResult } from '../intake/result.ts';
import type { RefusalCode } from '../records/refusal.ts';
import { type Context, EXIT, Exit } from './context.ts';
import type { Found } from './files.ts';
import {
  instantOption,
  ownOrganization,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  serverOf,
  targetOption,
  withModel,
  withServer,
  withStore,
} from './options.ts';
import { counted, plain, printJson, progress } from './print.ts';

interface Options extends StoreOptions, ServerOptions {
  system?: string;
  happened?: string;
  target?: string;
  model?: string;
  map?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `assay import FILES…`: keeps what tools exported as evidence. */
export function importCommand(context: Context): Command {
  const command = new Command('import')
    .description('keep files as evidence; each file is one import, all of it or nothing')
    .argument('<paths...>', 'files that tools exported, or folders of them')
    .option('-s, --system <name>', 'the system they speak of (default: by attribution rules; else unowned)')
    .option('--happened <instant>', 'when it happened, for formats that do not say it themselves')
    .option(
      '--target <type:name>',
      'what was looked at, where the file does not name it: repository, image, host or service',
    )
    .option('--map <file or name>', 'read them with this map of columns (see: assay maps)')
    .option('--dry-run', 'say what would be read, and keep and send nothing')
    .option('--json', 'print JSON');
  return withModel(withStore(withServer(command)))
    .addHelpText(
      'after',
      `
Examples:
  assay import prowler.ocsf.json --system payments
  assay import exports/ --system payments
  assay import gitleaks.json --system payments --happened 2026-11-01
  assay import junit.xml --system payments --target repository:github.com/acme/payments
  assay import reports/ --system payments --server https://assay.example.org

The same bytes twice count once; with a corrected map they are read anew, and what the first one said stays. A file that is refused leaves nothing behind but the refusal; the exit code is then 1.

${SERVER_HELP}`,
    )
    .action(async (paths: string[], options: Options) => {
      const { filesBelow } = await import('./files.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const files = await filesBelow(context.cwd, paths);
      const results: ImportResult[] = [];
      const live = progress(context);
      const takeAll = async (take: Take) => {
        for (const [index, found] of files.entries()) {
          const say = (text: string) => live.say(`${index + 1} of ${files.length}: ${found.label} ${text}`);
          say('');
          const before = results.length;
          try {
            for await (const result of take(found, say)) results.push(result);
          } catch (error) {
            // Who may not ask, or reaches nobody, gets no further with the next file either.
            if (!(error instanceof Refusal) || ENDS.has(error.code)) throw error;
            const { code, message: why, place, next } = error;
            results.push({ status: 'refused', path: found.label, code, why, place, next });
          }
          live.done();
          if (!options.json)
            for (const result of results.slice(before))
              context.stdout.write(`${line(result, options.dryRun)}\n`);
        }
      };
      const server = serverOf(options, context);
      if (options.dryRun) await takeAll(await inspecting(options, context));
      else if (server) await takeAll(await sending(server, options, context));
      else await storing(options, context, takeAll);
      if (options.json) printJson(context, results);
      const refused = results.filter((result) => result.status === 'refused').length;
      const unowned = results.filter((result) => result.status === 'imported' && result.unowned > 0).length;
      if (unowned > 0) {
        context.stderr.write(
          `assay: ${unowned} of ${results.length} files hold records that no system owns yet. Give --system NAME, or a rule: assay systems attribute NAME PATTERN\n`,
        );
      }
      if (refused > 0) {
        context.stderr.write(`assay: ${refused} of ${results.length} files were refused.\n`);
        throw new Exit(EXIT.failure);
      }
    });
}

/** Takes one file in, or says why not; an archive is its members. */
type Take = (found: Found, say: (text: string) => void) => AsyncIterable<ImportResult>;

const ENDS: ReadonlySet<RefusalCode> = new Set([
  'unauthenticated',
  'forbidden',
  'unreachable',
  'busy',
  'usage',
]);

/** Into the store of this machine. */
async function storing(
  options: Options,
  context: Context,
  work: (take: Take) => Promise<void>,
): Promise<void> {
  const { handedFile } = await import('../intake/handed.ts');
  const { importAll } = await import('../intake/import-all.ts');
  const { withParser } = await import('./parser.ts');
  const { mapFile } = await import('./map-option.ts');
  const { savedMap } = await import('../intake/maps.ts');
  const { withSession } = await import('./session.ts');
  const happened = instantOption('--happened', options.happened);
  const target = targetOption(options.target);
  await withSession(ownOrganization(options), context, async ({ store, organization, model }) => {
    const map =
      options.map === undefined
        ? undefined
        : ((await mapFile(options.map, context)) ??
          (await savedMap(store.reader(organization.id), options.map)));
    await withParser(context, (parse) =>
      work(async function* (found, say) {
        yield* importAll(store, await handedFile(found.file, found.label), {
          organization: organization.id,
          origin: {
            kind: 'person',
            name: context.env['USER'] ?? context.env['USERNAME'] ?? 'command line',
          },
          learned: context.now(),
          coverage: model.coverage,
          system: options.system,
          happened,
          target,
          parse,
          map,
          progress: (readings) => say(`${readings} records`),
        });
      }),
    );
  });
}

/** To a server, which reads them there. */
async function sending(server: string, options: Options, context: Context): Promise<Take> {
  const { handedFile } = await import('../intake/handed.ts');
  const { remote } = await import('./remote/remote.ts');
  const to = await remote(server, options.audience, context);
  const happened = instantOption('--happened', options.happened);
  targetOption(options.target);
  return async function* (found, say) {
    const { system, target, map, organization } = options;
    yield* await to.hand(await handedFile(found.file, found.label), {
      system,
      happened,
      target,
      map,
      organization,
      say: (records) => say(`${records} records`),
    });
  };
}

/** Nowhere: what would be read is said, and nothing is kept or sent. */
async function inspecting(options: Options, context: Context): Promise<Take> {
  const { handedFile } = await import('../intake/handed.ts');
  const { importAll } = await import('../intake/import-all.ts');
  const { openStore } = await import('../store/open.ts');
  const { ensureOrganization, OWN } = await import('../intake/organization.ts');
  const { sessionModel } = await import('./session.ts');
  const model = await sessionModel(options.model, context);
  const { mapFile } = await import('./map-option.ts');
  const happened = instantOption('--happened', options.happened);
  const map = options.map === undefined ? undefined : await mapFile(options.map, context);
  if (options.map !== undefined && map === undefined) {
    const { Refusal } = await import('../records/refusal.ts');
    throw new Refusal('usage', 'A dry run knows no saved maps.', { field: '--map' }, 'Name a file.');
  }
  return async function* (found) {
    const store = await openStore({ memory: true });
    try {
      await ensureOrganization(store, context.now(), 'UTC');
      yield* importAll(store, await handedFile(found.file, found.label), {
        organization: OWN,
        origin: { kind: 'person', name: 'dry run' },
        learned: context.now(),
        coverage: model.coverage,
        system: options.system,
        happened,
        target: targetOption(options.target),
        parse: context.parse,
        map,
      });
    } finally {
      await store.close();
    }
  };
}

/** One result in one line, for people. @param dryRun nothing was kept */
export function line(result: ImportResult, dryRun = false): string {
  if (result.status === 'refused') {
    const { path, why, place, next } = result;
    const where = [
      place.line && `line ${place.line}`,
      place.byte !== undefined && `byte ${place.byte}`,
      place.field,
    ]
      .filter(Boolean)
      .join(', ');
    return plain(`refused   ${path}${where ? `, ${where}` : ''}: ${why} ${next}`.trimEnd());
  }
  const { document, adapter, records, findings } = result.report;
  if (result.status === 'known')
    return plain(`known     ${document.path}: the same bytes came in on ${result.learned}`);
  const kinds = Object.entries(records).map(([kind, count]) => counted(count, kind));
  const problems = result.report.problems.length + result.report.moreProblems;
  const tail = [
    findings > 0 && counted(findings, 'finding'),
    result.closed > 0 && `${result.closed} closed`,
    problems > 0 && counted(problems, 'problem'),
    result.systems.length > 0 ? `for ${result.systems.join(', ')}` : 'unowned',
  ].filter(Boolean);
  return plain(
    `${dryRun ? 'readable' : 'imported'}  ${document.path}: ${adapter}, ${kinds.join(', ') || 'no records'}; ${tail.join('; ')}`,
  );
}
