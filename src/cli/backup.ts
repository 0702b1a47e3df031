import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Context } from './context.ts';
import { dataFolder, keyFile, type StoreOptions, withStore } from './options.ts';
import { printJson } from './print.ts';

/** `assay backup FILE`: a copy of the embedded store, made while it is used. */
export function backupCommand(context: Context): Command {
  return withStore(new Command('backup').description('copy the embedded store to a file, while it is used'))
    .argument('<file>', 'where to write it; its manifest goes beside it')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay backup /backups/assay-$(date +%F).db
  assay backup /backups/assay.db --data ./assay-data

Check one later: assay doctor --backup FILE. A PostgreSQL: pg_dump "$DATABASE_URL", or assay organization export.
Keep the installation's key too: without it nobody can sign the log on, and secrets of webhooks change.`,
    )
    .action(async (file: string, options: StoreOptions & { json?: boolean }) => {
      const { backUp } = await import('../store/sqlite/backup.ts');
      const manifest = await backUp(dataFolder(options.data, context), resolve(context.cwd, file));
      if (options.json) printJson(context, manifest);
      else {
        const { length } = manifest.organizations;
        context.stderr.write(
          `Wrote ${file}: ${manifest.bytes} bytes, ${length} ${length === 1 ? 'organization' : 'organizations'}. Keep the key too: ${keyFile(options.data, context)}\n`,
        );
      }
    });
}

/** `assay restore FILE`: a backup in the place of a store. */
export function restoreCommand(context: Context): Command {
  return withStore(new Command('restore').description('put a backup in the place of an embedded store'))
    .argument('<file>', 'what `assay backup` wrote, with its manifest beside it')
    .option('--force', 'move the store that is there aside')
    .addHelpText(
      'after',
      '\nExamples:\n  assay restore /backups/assay.db --data ./restored\n  assay restore /backups/assay.db --force\n\nStop the server before.',
    )
    .action(async (file: string, options: StoreOptions & { force?: boolean }) => {
      const { restore } = await import('../store/sqlite/backup.ts');
      const aside = options.force
        ? `before-${new Date(context.now()).toISOString().replaceAll(':', '-')}`
        : undefined;
      const folder = dataFolder(options.data, context);
      const moved = await restore(resolve(context.cwd, file), folder, aside);
      context.stderr.write(
        `Restored to ${folder}.${moved === undefined ? '' : ` What was there is now ${moved}.`}\n`,
      );
    });
}
