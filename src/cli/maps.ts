import { Command } from 'commander';
import type { Context } from './context.ts';
import { ownOrganization, type StoreOptions, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';

/** `assay maps`: saved maps of columns, for tables that no adapter knows. */
export function mapsCommand(context: Context): Command {
  const command = withStore(
    new Command('maps').description('say what the columns of a table mean, and save it'),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay maps suggest licences.csv > licences.map.yaml
  assay inspect licences.csv --map licences.map.yaml
  assay maps add licences.map.yaml
  assay import licences.csv --map licences --system payments

A map reads CSV, NDJSON or JSON. What it may say: the page of csvmap, in the catalogue and in docs/adapters.md`,
    )
    .action(async (options: StoreOptions & { json?: boolean }) => {
      const { withSession } = await import('./session.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const rows = await store.reader(organization.id).maps();
        if (options.json) {
          printJson(context, rows);
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No map yet. Begin with: assay maps suggest FILE\n');
          return;
        }
        context.stdout.write(
          table(
            context,
            ['id', 'name'],
            rows.map(({ id, name }) => [id, plain(name)]),
          ),
        );
      });
    });
  command.addCommand(suggestCommand(context));
  command.addCommand(addCommand(context));
  command.addCommand(removeCommand(context));
  return command;
}

function suggestCommand(context: Context): Command {
  return new Command('suggest')
    .description('propose a map for a table, to be looked over')
    .argument('<file>', 'CSV, NDJSON or JSON')
    .addHelpText('after', '\nExample:\n  assay maps suggest licences.csv > licences.map.yaml')
    .action(async (file: string) => {
      const { resolve } = await import('node:path');
      const { handedFile } = await import('../intake/handed.ts');
      const { openDocument } = await import('../formats/open.ts');
      const { suggestMap } = await import('../adapters/csvmap/suggest.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const handed = await handedFile(resolve(context.cwd, file), file);
      const { head } = await openDocument({ path: handed.path, chunks: handed.chunks });
      const text = suggestMap(head);
      if (text === undefined) {
        throw new Refusal(
          'unrecognised',
          'No rows with named columns are found in it.',
          { file },
          'Export a table with a header line, or JSON with one object a row.',
        );
      }
      context.stdout.write(text);
    });
}

function addCommand(context: Context): Command {
  return withStore(new Command('add').description('save a map; one of the same name is replaced'))
    .argument('<file>', 'the map, in YAML')
    .addHelpText('after', '\nExample:\n  assay maps add licences.map.yaml')
    .action(async (file: string, options: StoreOptions) => {
      const { withSession } = await import('./session.ts');
      const { saveMap } = await import('../intake/maps.ts');
      const { mapText } = await import('./map-option.ts');
      const { text } = await mapText(file, context);
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const saved = await store.write(organization.id, (writer) =>
          saveMap(writer, file, text, context.now()),
        );
        context.stderr.write(`Saved. Use it with: assay import FILE --map ${saved.id}\n`);
      });
    });
}

function removeCommand(context: Context): Command {
  return withStore(new Command('remove').description('forget a map; what was read with it stays'))
    .argument('<id>', 'the map')
    .addHelpText('after', '\nExample:\n  assay maps remove licences')
    .action(async (id: string, options: StoreOptions) => {
      const { withSession } = await import('./session.ts');
      const { Refusal } = await import('../records/refusal.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const removed = await store.write(organization.id, (writer) => writer.removeMap(id));
        if (!removed) throw new Refusal('not-found', `There is no map "${id}".`, {}, 'See: assay maps');
        context.stderr.write('Removed. What was read with it stays.\n');
      });
    });
}
