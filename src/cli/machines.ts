import { Command } from 'commander';
import type { TokenRow, TrustRow, Verb } from '../store/accounts.ts';
import type { SystemRow } from '../store/store.ts';
import type { Context } from './context.ts';
import { ownOrganization, type StoreOptions, several, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';

const DAY = 86_400_000;

interface GrantOptions extends StoreOptions {
  may?: string[];
  system?: string[];
  json?: boolean;
}

/** `assay tokens`: what lets machines in. */
export function tokensCommand(context: Context): Command {
  const command = withStore(new Command('tokens').description('tokens that let machines hand in and read'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay tokens
  assay tokens add 'Nightly scan' --system payments
  assay tokens add Prometheus --may metrics --days 365
  assay tokens remove ID`,
    )
    .action(async (options: StoreOptions & { json?: boolean }) => {
      const { withSession } = await import('./session.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const rows = await store.accounts().tokens(organization.id);
        if (options.json) {
          printJson(
            context,
            rows.map(({ hash: _, ...row }) => row),
          );
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No token yet. Make one: assay tokens add NAME --system SYSTEM\n');
          return;
        }
        const day = (at: number | undefined) =>
          at === undefined ? 'never' : new Date(at).toISOString().slice(0, 10);
        const cells = rows.map((row) => [
          row.id,
          plain(row.name),
          row.verbs.join(' '),
          row.systems?.join(' ') ?? 'any',
          day(row.expires),
          day(row.used),
        ]);
        context.stdout.write(table(context, ['id', 'name', 'may', 'systems', 'until', 'used'], cells));
      });
    });
  command.addCommand(
    withGrant(
      new Command('add')
        .description('make a token; it is shown this once')
        .argument('<name>', 'which machine'),
    )
      .option('--days <number>', 'days until it expires', '90')
      .addHelpText('after', "\nExample:\n  assay tokens add 'Nightly scan' --system payments")
      .action(async (name: string, options: GrantOptions & { days: string }) => {
        const { withSession } = await import('./session.ts');
        const { newToken, secretHash } = await import('../server/access/secret.ts');
        const { Refusal } = await import('../records/refusal.ts');
        const days = Number(options.days);
        if (!Number.isInteger(days) || days < 1 || days > 730)
          throw new Refusal(
            'usage',
            `--days "${options.days}" is no number from 1 to 730.`,
            {},
            'Write e.g. 90.',
          );
        const verbs = await verbsOf(options.may);
        await withSession(ownOrganization(options), context, async ({ store, organization }) => {
          const systems = await systemsOf(await store.reader(organization.id).systems(), options.system);
          const { id, token } = newToken();
          const at = context.now();
          const row: TokenRow = {
            organization: organization.id,
            id,
            name,
            hash: secretHash(token),
            verbs,
            systems,
            by: actorOf(context).name,
            created: at,
            expires: at + days * DAY,
            used: undefined,
          };
          await store.writeAccounts(async (writer) => {
            await writer.putToken(row);
            await writer.addAudit(
              organization.id,
              await auditOf(context, 'token.add', `token ${id}`, {
                name,
                verbs,
                systems: systems ?? 'any',
                days,
              }),
            );
          });
          if (options.json) printJson(context, { id, name, verbs, systems: systems ?? null, token });
          else context.stdout.write(`${token}\n`);
        });
      }),
  );
  command.addCommand(removeCommand(context, 'token'));
  return command;
}

/** `assay trust`: pipelines that are let in by their own identity. */
export function trustCommand(context: Context): Command {
  const command = withStore(
    new Command('trust').description(
      'pipelines that are let in by their own identity, with no secret stored',
    ),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay trust
  assay trust add GitHub --issuer https://token.actions.githubusercontent.com --audience https://assay.example.org \\
    --claim repository=acme/payments --claim ref=refs/heads/main --system payments
  assay trust remove ID`,
    )
    .action(async (options: StoreOptions & { json?: boolean }) => {
      const { withSession } = await import('./session.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const rows = await store.accounts().trustsOf(organization.id);
        if (options.json) {
          printJson(context, rows);
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No pipeline is trusted yet. See: assay trust add --help\n');
          return;
        }
        const claims = (row: TrustRow) =>
          Object.entries(row.claims)
            .map((each) => plain(each.join('=')))
            .join(' ');
        const cells = rows.map((row) => [
          row.id,
          plain(row.name),
          plain(row.issuer),
          claims(row),
          row.systems?.join(' ') ?? 'any',
        ]);
        context.stdout.write(table(context, ['id', 'name', 'issuer', 'claims', 'systems'], cells));
      });
    });
  command.addCommand(
    withGrant(
      new Command('add')
        .description('believe the job tokens of an issuer')
        .argument('<name>', 'what it is called'),
    )
      .requiredOption('--issuer <address>', 'the issuer of the tokens (OpenID Connect)')
      .requiredOption('--audience <name>', 'what the tokens have to be made out to: the server’s address')
      .requiredOption(
        '--claim <name=value>',
        'what a claim has to be; * matches any run of characters; repeatable',
        several,
      )
      .addHelpText(
        'after',
        '\nExample:\n  assay trust add GitHub --issuer https://token.actions.githubusercontent.com --audience https://assay.example.org --claim repository=acme/payments --system payments',
      )
      .action(
        async (
          name: string,
          options: GrantOptions & { issuer: string; audience: string; claim: string[] },
        ) => {
          const { withSession } = await import('./session.ts');
          const { newId } = await import('../server/access/secret.ts');
          const { Refusal } = await import('../records/refusal.ts');
          if (!/^https?:\/\/[^\s/]+/.test(options.issuer))
            throw new Refusal('usage', `--issuer "${options.issuer}" is no address.`, {}, 'Write https://…');
          const claims: Record<string, string> = {};
          for (const each of options.claim) {
            const cut = each.indexOf('=');
            if (cut < 1 || cut === each.length - 1)
              throw new Refusal(
                'usage',
                `--claim "${each}" is not of the form NAME=VALUE.`,
                {},
                'Write e.g. repository=acme/payments.',
              );
            claims[each.slice(0, cut)] = each.slice(cut + 1);
          }
          const verbs = await verbsOf(options.may);
          await withSession(ownOrganization(options), context, async ({ store, organization }) => {
            const systems = await systemsOf(await store.reader(organization.id).systems(), options.system);
            const { issuer, audience } = options;
            const row: TrustRow = {
              organization: organization.id,
              id: newId(),
              name,
              issuer,
              audience,
              claims,
              verbs,
              systems,
              by: actorOf(context).name,
              created: context.now(),
            };
            await store.writeAccounts(async (writer) => {
              await writer.putTrust(row);
              await writer.addAudit(
                organization.id,
                await auditOf(context, 'trust.add', `trust ${row.id}`, { name, issuer, audience, claims }),
              );
            });
            if (options.json) printJson(context, row);
            else context.stderr.write(`Trusted: ${plain(issuer)} as ${row.id}.\n`);
          });
        },
      ),
  );
  command.addCommand(removeCommand(context, 'trust'));
  return command;
}

function withGrant(command: Command): Command {
  return withStore(command)
    .option('--may <verb>', 'import, read or metrics; repeatable (default: import)', several)
    .option('-s, --system <id>', 'a system that it may speak of; repeatable (default: any)', several)
    .option('--json', 'print JSON');
}

function removeCommand(context: Context, what: 'token' | 'trust'): Command {
  const named = what === 'token' ? 'tokens' : 'trust';
  return withStore(new Command('remove').description('let it in no longer; what it handed in stays'))
    .argument('<id>', 'which one')
    .addHelpText('after', `\nExample:\n  assay ${named} remove abcdefghijklmnop`)
    .action(async (id: string, options: StoreOptions) => {
      const { withSession } = await import('./session.ts');
      const { Refusal } = await import('../records/refusal.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        await store.writeAccounts(async (writer) => {
          const removed =
            what === 'token'
              ? await writer.removeToken(organization.id, id)
              : await writer.removeTrust(organization.id, id);
          if (!removed)
            throw new Refusal('not-found', `There is no ${what} "${id}".`, {}, `See: assay ${named}`);
          await writer.addAudit(
            organization.id,
            await auditOf(context, `${what}.remove`, `${what} ${id}`, {}),
          );
        });
        context.stderr.write('Removed. What it handed in stays.\n');
      });
    });
}

async function verbsOf(said: readonly string[] | undefined): Promise<Verb[]> {
  const { VERBS } = await import('../store/accounts.ts');
  const { Refusal } = await import('../records/refusal.ts');
  return (said ?? ['import']).map((word) => {
    const verb = VERBS.find((each) => each === word);
    if (verb === undefined)
      throw new Refusal('usage', `--may "${word}" is no verb.`, {}, `The verbs are ${VERBS.join(', ')}.`);
    return verb;
  });
}

async function systemsOf(
  known: readonly SystemRow[],
  said: readonly string[] | undefined,
): Promise<string[] | undefined> {
  const { findSystem } = await import('../outputs/scorecard/find.ts');
  return said?.map((name) => findSystem(known, name).id);
}

function actorOf({ env }: Context) {
  const name = env['USER'] ?? env['USERNAME'] ?? 'command line';
  return { kind: 'command-line' as const, id: name, name };
}

async function auditOf(
  context: Context,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>>,
) {
  const { newId } = await import('../server/access/secret.ts');
  return {
    id: newId(),
    at: context.now(),
    actor: actorOf(context),
    action,
    target,
    detail,
    address: undefined,
  };
}
