import { Command } from 'commander';
import type { TokenRow } from '../../store/accounts.ts';
import type { Context } from '../context.ts';
import { several, withStore } from '../options.ts';
import { plain, printJson, table } from '../print.ts';
import { change, daysOption, noSuch, type Printing, systemIds, userOf, valid, withOwn } from './change.ts';

interface AddOptions extends Printing {
  system?: string[];
  may?: string[];
  days: string;
}

/** `assay tokens`: what machines that cannot prove who they are hand in with. */
export function tokensCommand(context: Context): Command {
  const command = listing(new Command('tokens'), context)
    .description('tokens with which machines hand in evidence to a server')
    .addHelpText(
      'after',
      `
Examples:
  assay tokens add 'Jenkins' --system payments
  assay tokens
  assay tokens remove ID

A pipeline that has an identity of its own (GitHub, GitLab, CircleCI) needs none: see assay trust`,
    );
  command.addCommand(addCommand(context));
  command.addCommand(
    listing(new Command('list'), context)
      .description('list tokens; never the tokens themselves')
      .addHelpText('after', '\nExample:\n  assay tokens list'),
  );
  command.addCommand(removeCommand(context));
  return command;
}

function addCommand(context: Context): Command {
  return withStore(new Command('add').description('make a token and print it, this once'))
    .argument('<name>', 'which machine it is for')
    .option('-s, --system <name>', 'a system that it may speak of (repeat for more; default: any)', several)
    .option('--may <verb>', 'what it may do: import, read or metrics (repeat; default: import)', several)
    .option('--days <number>', 'until it expires: 1 to 730, or "never"', '90')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay tokens add 'Jenkins' --system payments
  assay tokens add 'Prometheus' --may metrics --days never
  assay tokens add 'Jenkins' --system payments > token-file   # then: ASSAY_TOKEN_FILE=token-file assay import …`,
    )
    .action(async (name: string, options: AddOptions) => {
      const { newToken, secretHash } = await import('../../server/access/secret.ts');
      const { NewToken } = await import('../../server/api/access.ts');
      const { shownToken } = await import('../../server/routes/machines.ts');
      const { DAY } = await import('../../records/instant.ts');
      await withOwn(options, context, async (session) => {
        const { store, organization } = session;
        const said = valid(NewToken, {
          name,
          verbs: options.may ?? ['import'],
          systems: await systemIds(store, organization.id, options.system),
          days: daysOption(options.days),
        });
        const { id, token } = newToken();
        const now = context.now();
        const row: TokenRow = {
          organization: organization.id,
          id,
          name: said.name,
          hash: secretHash(token),
          verbs: said.verbs,
          systems: said.systems ?? undefined,
          by: userOf(context),
          created: now,
          expires: said.days === null ? undefined : now + said.days * DAY,
          used: undefined,
        };
        const detail = { ...said, systems: said.systems ?? 'any' };
        await change(session, context, { action: 'token.add', target: `token ${id}`, detail }, (writer) =>
          writer.putToken(row),
        );
        if (options.json) {
          printJson(context, { ...shownToken(row), token });
          return;
        }
        context.stdout.write(`${token}\n`);
        context.stderr.write('Keep it now: it is not shown again.\n');
      });
    });
}

function listing(command: Command, context: Context): Command {
  return withStore(command)
    .option('--json', 'print JSON')
    .action(async (options: Printing) => {
      const { shownToken } = await import('../../server/routes/machines.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const rows = (await store.accounts().tokens(organization.id)).map(shownToken);
        if (options.json) {
          printJson(context, rows);
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No token yet. Make one: assay tokens add NAME --system SYSTEM\n');
          return;
        }
        const cells = rows.map((row) => [
          row.id,
          plain(row.name),
          row.verbs.join(', '),
          row.systems?.join(', ') ?? 'any',
          row.expires?.slice(0, 10) ?? 'never',
          row.used?.slice(0, 10) ?? 'never',
        ]);
        context.stdout.write(table(context, ['id', 'name', 'may', 'systems', 'expires', 'used'], cells));
      });
    });
}

function removeCommand(context: Context): Command {
  return withStore(new Command('remove').description('take a token back; what it handed in stays'))
    .argument('<id>', 'the token')
    .addHelpText('after', '\nExample:\n  assay tokens remove abcdefghij234567')
    .action(async (id: string, options: Printing) => {
      await withOwn(options, context, async (session) => {
        const said = { action: 'token.remove', target: `token ${id}` };
        await change(session, context, said, async (writer) => {
          if (!(await writer.removeToken(session.organization.id, id)))
            throw noSuch('token', id, 'assay tokens');
        });
        context.stderr.write('Removed. What it handed in stays.\n');
      });
    });
}
