import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Finding } from '../store/rows.ts';
import { type Context, EXIT, Exit } from './context.ts';
import { type StoreOptions, withStore } from './options.ts';
import { plain, printJson } from './print.ts';

/** `assay doctor`: whether everything that is kept is as it was written. */
export function doctorCommand(context: Context): Command {
  return withStore(
    new Command('doctor').description(
      'look for damage: files, rows that cannot be right, the log behind the proofs',
    ),
  )
    .option('--backup <file>', 'check a backup against its manifest instead')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  assay doctor\n  assay doctor --backup /backups/assay.db\n\nExit code 1 where anything is wrong.',
    )
    .action(async (options: StoreOptions & { backup?: string; json?: boolean }) => {
      const found =
        options.backup === undefined
          ? await storeFindings(options, context)
          : await backupFindings(resolve(context.cwd, options.backup));
      if (options.json) printJson(context, found);
      else
        for (const { check, wrong } of found) {
          context.stdout.write(`${wrong.length === 0 ? 'ok     ' : 'WRONG  '} ${check}\n`);
          for (const each of wrong) context.stdout.write(`         ${plain(each)}\n`);
        }
      if (found.some(({ wrong }) => wrong.length > 0)) throw new Exit(EXIT.failure);
    });
}

async function storeFindings(options: StoreOptions, context: Context): Promise<Finding[]> {
  const { openSessionStore } = await import('./session.ts');
  const { checkLog } = await import('../outputs/proof/check.ts');
  const { Refusal } = await import('../records/refusal.ts');
  const store = await openSessionStore(options, context);
  try {
    const found = await store.examine();
    if (found.some(({ wrong }) => wrong.length > 0)) return found;
    for (const { id } of await store.organizations()) {
      const wrong: string[] = [];
      try {
        await checkLog(store.reader(id));
      } catch (error) {
        // Damaged rows can break any reader of them.
        wrong.push(error instanceof Refusal ? error.line() : String(error));
      }
      found.push({ check: `the log of ${id} is as it was signed`, wrong });
    }
    return found;
  } finally {
    await store.close();
  }
}

async function backupFindings(file: string): Promise<Finding[]> {
  const { checkBackup } = await import('../store/sqlite/backup.ts');
  const { Refusal } = await import('../records/refusal.ts');
  const check = 'the backup is as it was made';
  try {
    await checkBackup(file);
    return [{ check, wrong: [] }];
  } catch (error) {
    if (error instanceof Refusal) return [{ check, wrong: [error.line()] }];
    throw error;
  }
}
