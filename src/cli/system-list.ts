import { Command } from 'commander';
import type { ListPlan } from '../intake/system-list/plan.ts';
import { auditLine, userOf, withOwn } from './accounts/change.ts';
import type { Context } from './context.ts';
import { type StoreOptions, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';

interface ImportOptions extends StoreOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** `assay systems import FILE`: declares systems by a table or a Backstage catalogue. */
export function importCommand(context: Context): Command {
  return withStore(new Command('import').description('declare systems by a table or a Backstage catalogue'))
    .argument('<file>', 'CSV with a header, or catalog-info.yaml')
    .option('--dry-run', 'say what would be made and changed, and keep nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Columns of the CSV, of which only name is needed; an empty cell changes nothing:
  name           the system
  team           who owns it; a team that is new is made
  owners         people, as "Ada <ada@example.org>; Ben"
  support        engineers, written as owners
  public         yes or no: whether it faces the public (also "exposure": public, internal)
  personal data  yes or no (also "data class": personal, none)
  monthly cost   US dollars
  keys           patterns of attribution, as "repo:github.com/acme/pay*; tag:app=pay"
Criticality and production follow from these and are never declared.

Examples:
  assay systems import systems.csv --dry-run
  assay systems import catalog-info.yaml`,
    )
    .action(async (file: string, options: ImportOptions) => {
      const { readFile } = await import('node:fs/promises');
      const { resolve } = await import('node:path');
      const { readSystemList } = await import('../intake/system-list/read.ts');
      const { importSystems } = await import('../intake/system-list/import.ts');
      const { planImport } = await import('../intake/system-list/plan.ts');
      const { importDetail } = await import('../server/routes/system-lists.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const bytes = await readFile(resolve(context.cwd, file)).catch(() => {
        throw new Refusal('not-found', 'The file cannot be read.', { file }, 'Check its path.');
      });
      const list = await readSystemList(file, bytes);
      await withOwn(options, context, async ({ store, organization }) => {
        if (options.dryRun) {
          show(context, await planImport(store.reader(organization.id), list), options);
          return;
        }
        const line = await auditLine(context, { action: 'system.import', target: '' });
        const as = { id: line.id, at: line.at, by: userOf(context), file };
        const plan = await store.write(organization.id, async (writer) => {
          const done = await importSystems(writer, list, as);
          const detail = importDetail(file, done);
          await writer.addAudit({ ...line, target: `import ${as.id}`, detail });
          return done;
        });
        show(context, plan, options);
      });
    });
}

function show(context: Context, { rows: _, ...plan }: ListPlan, { dryRun, json }: ImportOptions): void {
  if (json) {
    printJson(context, plan);
    return;
  }
  const shown = plan.systems.filter(({ state }) => state !== 'unchanged');
  const lines = shown.map(({ where, name, state, changes }) => [
    where,
    plain(name),
    state,
    plain(
      changes.map(({ field, from, to }) => `${field}: ${from === null ? '' : `${from} → `}${to}`).join(', '),
    ),
  ]);
  if (lines.length > 0)
    context.stdout.write(table(context, ['where', 'system', 'state', 'what changes'], lines));
  for (const { where, why } of plan.refused) context.stderr.write(`Left out, ${where}: ${plain(why)}\n`);
  for (const { what, why } of plan.passedOver) context.stderr.write(`Passed over, ${plain(what)}: ${why}\n`);
  const count = (state: string) => plan.systems.filter((each) => each.state === state).length;
  const [made, changed] = dryRun ? ['to be made', 'to be changed'] : ['made', 'changed'];
  context.stderr.write(
    `${count('new')} ${made}, ${count('changed')} ${changed}, ${count('unchanged')} unchanged, ${plan.refused.length} left out.\n`,
  );
  if (!dryRun && shown.length > 0) context.stderr.write('Take it back with: assay systems undo\n');
}

/** `assay systems undo`: takes the last import back. */
export function undoCommand(context: Context): Command {
  return withStore(new Command('undo').description('put back what the last import of systems changed'))
    .addHelpText('after', '\nExample:\n  assay systems undo')
    .action(async (options: StoreOptions) => {
      const { lastImport, undoImport } = await import('../intake/system-list/import.ts');
      const { Refusal } = await import('../records/refusal.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const last = await lastImport(store.reader(organization.id));
        if (!last) throw new Refusal('not-found', 'No import of systems can be undone.');
        const { file, made, changed } = last;
        const detail = { file, made, changed };
        const said = { action: 'system.import.undo', target: `import ${last.id}`, detail };
        const line = await auditLine(context, said);
        await store.write(organization.id, async (writer) => {
          await undoImport(writer, last.id);
          await writer.addAudit(line);
        });
        context.stderr.write(`What came from ${plain(file)} is as it was before.\n`);
      });
    });
}

/** `assay systems export`: what is declared, as a table that can be imported again. */
export function exportCommand(context: Context): Command {
  return withStore(new Command('export').description('print what is declared of the systems as CSV'))
    .addHelpText('after', '\nExample:\n  assay systems export > systems.csv')
    .action(async (options: StoreOptions) => {
      const { systemsCsv } = await import('../intake/system-list/csv.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        context.stdout.write(await systemsCsv(store.reader(organization.id)));
      });
    });
}
