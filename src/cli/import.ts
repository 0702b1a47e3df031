import { Command } from 'commander';
import type { ImportResult } from '../intake/result.ts';
import { type Context, EXIT, Exit } from './context.ts';
import {
  instantOption,
  ownOrganization,
  type StoreOptions,
  targetOption,
  withModel,
  withStore,
} from './options.ts';
import { plain, printJson, progress } from './print.ts';

interface Options extends StoreOptions {
  system?: string;
  happened?: string;
  target?: string;
  model?: string;
  map?: string;
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
    .option('--json', 'print JSON');
  return withModel(withStore(command))
    .addHelpText(
      'after',
      `
Examples:
  assay import prowler.ocsf.json --system payments
  assay import exports/ --system payments
  assay import gitleaks.json --system payments --happened 2026-11-01
  assay import junit.xml --system payments --target repository:github.com/acme/payments

The same bytes twice count once; with a corrected map they are read anew, and what the first one said stays. A file that is refused leaves nothing behind but the refusal; the exit code is then 1.`,
    )
    .action(async (paths: string[], options: Options) => {
      const { filesBelow } = await import('./files.ts');
      const { handedFile } = await import('../intake/handed.ts');
      const { importAll } = await import('../intake/import-all.ts');
      const { withParser } = await import('./parser.ts');
      const { mapFile } = await import('./map-option.ts');
      const { savedMap } = await import('../intake/maps.ts');
      const { withSession } = await import('./session.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const happened = instantOption('--happened', options.happened);
      const target = targetOption(options.target);
      const files = await filesBelow(context.cwd, paths);
      const results: ImportResult[] = [];
      await withSession(ownOrganization(options), context, async ({ store, organization, model }) => {
        const live = progress(context);
        const map =
          options.map === undefined
            ? undefined
            : ((await mapFile(options.map, context)) ??
              (await savedMap(store.reader(organization.id), options.map)));
        await withParser(context, async (parse) => {
          for (const [index, found] of files.entries()) {
            const say = (text: string) => live.say(`${index + 1} of ${files.length}: ${found.label} ${text}`);
            say('');
            const before = results.length;
            try {
              const all = importAll(store, await handedFile(found.file, found.label), {
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
              for await (const result of all) results.push(result);
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
              const { code, message: why, place, next } = error;
              results.push({ status: 'refused', path: found.label, code, why, place, next });
            }
            live.done();
            if (!options.json)
              for (const result of results.slice(before)) context.stdout.write(`${line(result)}\n`);
          }
        });
      });
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

/** One result in one line, for people. */
export function line(result: ImportResult): string {
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
  const kinds = Object.entries(records).map(([kind, count]) => `${count} ${kind}`);
  const problems = result.report.problems.length + result.report.moreProblems;
  const tail = [
    findings > 0 && `${findings} findings`,
    result.closed > 0 && `${result.closed} closed`,
    problems > 0 && `${problems} problems`,
    result.systems.length > 0 ? `for ${result.systems.join(', ')}` : 'unowned',
  ].filter(Boolean);
  return plain(
    `imported  ${document.path}: ${adapter}, ${kinds.join(', ') || 'no records'}; ${tail.join('; ')}`,
  );
}
