import { Command } from 'commander';
import type { Context } from './context.ts';
import { printJson, table } from './print.ts';

/** `assay config check`: what a server would be told, without starting one. */
export function configCommand(context: Context): Command {
  const command = new Command('config')
    .description('look at the settings of a server')
    .addHelpText('after', '\nExample:\n  assay config check');
  command.addCommand(
    new Command('check')
      .description('refuse settings that are unknown or wrong; say what is in force')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        `
Examples:
  assay config check
  ASSAY_CONFIG=assay.yaml assay config check --json

For production: ASSAY_URL (what people open), DATABASE_URL (a PostgreSQL), ASSAY_KEY_FILE (shared by all servers).
NAME_FILE instead of DATABASE_URL or ASSAY_KEY names a file that holds the value.`,
      )
      .action(async (options: { json?: boolean }) => {
        const { readSettings } = await import('./settings.ts');
        const { signInProviders } = await import('./providers.ts');
        const settings = await readSettings(context);
        const providers = await signInProviders(settings);
        const shown = {
          url: settings.url?.origin ?? 'loopback only',
          store: settings.databaseUrl === undefined ? 'embedded (SQLite)' : 'PostgreSQL',
          key: settings.key !== undefined ? 'ASSAY_KEY' : (settings.keyFile ?? 'in the data folder'),
          config: settings.config ?? 'none',
          'sign-in': providers.map(({ id }) => id).join(', ') || 'passwords and passkeys only',
          outbound: settings.outbound.allow.join(', ') || 'public addresses only',
          proxies: settings.proxies.join(', ') || 'none',
          log: settings.log,
          'retain-days':
            settings['retain-days'] === undefined ? 'everything is kept' : String(settings['retain-days']),
        };
        if (options.json) printJson(context, shown);
        else context.stdout.write(table(context, ['setting', 'in force'], Object.entries(shown)));
      }),
  );
  return command;
}
