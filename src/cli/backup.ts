import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { Refusal } from '../records/refusal.ts';
import type { Context } from './context.ts';
import { dataFolder, keyFile, type StoreOptions, withStore } from './options.ts';
import { printJson } from './print.ts';

/** `assay backup FILE`: a copy of the embedded store, made while it is used. */
export function backupCommand(context: Context): Command {
  return withStore(new Command('backup').description('copy the embedded store to a file, while it is used'))
    .argument('<file>', 'where to write it; its manifest goes beside it')
    .option('--with-key', 'keep the installation’s key beside it too')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay backup /backups/assay-$(date +%F).db
  assay backup /backups/assay.db --with-key
  assay backup /backups/assay.db --data ./assay-data

Check one later: assay doctor --backup FILE. A PostgreSQL: pg_dump "$DATABASE_URL", or assay organization export.
Keep the installation's key too: without it nobody can sign the log on, and secrets of webhooks change. Beside the
backup (--with-key) it is there when it is needed; elsewhere, a backup that is stolen gives less away.`,
    )
    .action(async (file: string, options: StoreOptions & { withKey?: boolean; json?: boolean }) => {
      const { backUp } = await import('../store/sqlite/backup.ts');
      await embedded(options, context);
      const key = options.withKey ? await presentKey(options, context) : undefined;
      const manifest = await backUp(dataFolder(options.data, context), resolve(context.cwd, file), key);
      if (options.json) printJson(context, manifest);
      else {
        const { length } = manifest.organizations;
        context.stderr.write(
          `Wrote ${file}: ${manifest.bytes} bytes, ${length} ${length === 1 ? 'organization' : 'organizations'}${key ? ', and the key' : `. Keep the key too: ${keyFile(options.data, context)}`}\n`,
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
      const { backedUpKey, checkBackup, restore } = await import('../store/sqlite/backup.ts');
      await embedded(options, context);
      const from = resolve(context.cwd, file);
      await checkBackup(from);
      const key = await backedUpKey(from);
      const present = await presentKey(options, context).catch(() => undefined);
      if (key && present && !key.equals(present))
        throw new Refusal(
          'conflict',
          'The backup holds another key than the one that is here.',
          { file: keyFile(options.data, context) },
          'Move the one that is here away, or give another folder with --data.',
        );
      const aside = options.force
        ? `before-${new Date(context.now()).toISOString().replaceAll(':', '-')}`
        : undefined;
      const folder = dataFolder(options.data, context);
      const moved = await restore(from, folder, aside);
      if (key && !present)
        await writeFile(keyFile(options.data, context), `${key.toString('base64')}\n`, {
          flag: 'wx',
          mode: 0o600,
        });
      context.stderr.write(
        `Restored to ${folder}.${moved === undefined ? '' : ` What was there is now ${moved}.`}\n`,
      );
    });
}

/** @throws Refusal `usage` where the store is a PostgreSQL */
async function embedded(options: StoreOptions, context: Context): Promise<void> {
  const { settingValue } = await import('./settings.ts');
  if (options.data !== undefined || (await settingValue('DATABASE_URL', context.env)) === undefined) return;
  throw new Refusal(
    'usage',
    'DATABASE_URL names a PostgreSQL, which has its own backups.',
    {},
    'Use pg_dump, or assay organization export; for an embedded store, name its folder with --data.',
  );
}

/** @throws Refusal `not-found` where there is no key yet */
async function presentKey(options: StoreOptions, context: Context): Promise<Buffer> {
  const { decodedKey } = await import('../server/webhooks/installation-key.ts');
  if (context.env['ASSAY_KEY'] !== undefined) return decodedKey(context.env['ASSAY_KEY'], 'ASSAY_KEY');
  const file = keyFile(options.data, context);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return decodedKey(text, file);
  throw new Refusal('not-found', 'There is no key here.', { file }, 'Name its file in ASSAY_KEY_FILE.');
}
