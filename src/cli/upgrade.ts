import { Command } from 'commander';
import type { Context } from './context.ts';
import { type StoreOptions, withStore } from './options.ts';
import { printJson } from './print.ts';

/** `assay upgrade`: what every start does by itself, done or tried on its own. */
export function upgradeCommand(context: Context): Command {
  return withStore(
    new Command('upgrade').description('bring the store to this version (every start does it by itself)'),
  )
    .option('--dry-run', 'try it, say whether it works, and change nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay upgrade --dry-run
  assay upgrade

It is all done, or nothing is. An embedded store is copied beside itself first (assay.db.version-N); of a
PostgreSQL, make a copy before: pg_dump "$DATABASE_URL". An older Assay refuses a newer store.`,
    )
    .action(async (options: StoreOptions & { dryRun?: boolean; json?: boolean }) => {
      const { upgradeStore } = await import('../store/open.ts');
      const { sessionLocation } = await import('./session.ts');
      const done = await upgradeStore(await sessionLocation(options, context), options.dryRun ?? false);
      if (options.json) {
        printJson(context, { ...done, copy: done.copy ?? null, dryRun: options.dryRun ?? false });
        return;
      }
      const { from, to, copy } = done;
      context.stdout.write(`${outcome(from, to, options.dryRun ?? false)}\n`);
      if (copy !== undefined) context.stdout.write(`A copy from before: ${copy}\n`);
    });
}

function outcome(from: number, to: number, dryRun: boolean): string {
  if (from === to) return `The store is of version ${to}, as this Assay keeps it.`;
  const before = from === 0 ? 'There is no store yet' : `The store is of version ${from}`;
  return dryRun
    ? `${before}; it can be brought to version ${to}. Nothing was changed.`
    : `${before.replace(' is', ' was')}; now it is of version ${to}.`;
}
