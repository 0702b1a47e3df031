import { Command } from 'commander';
import { Refusal } from '../../records/refusal.ts';
import type { TrustRow } from '../../store/accounts.ts';
import type { Context } from '../context.ts';
import { several, withStore } from '../options.ts';
import { plain, printJson, table } from '../print.ts';
import { change, noSuch, type Printing, systemIds, userOf, valid, withOwn } from './change.ts';

/** Issuers that go by a name here. */
const ISSUERS: Readonly<Record<string, string>> = {
  github: 'https://token.actions.githubusercontent.com',
  gitlab: 'https://gitlab.com',
};

interface AddOptions extends Printing {
  issuer: string;
  audience?: string;
  claim?: string[];
  system?: string[];
  may?: string[];
}

/** `assay trust`: whose pipelines are believed, without a secret that is stored anywhere. */
export function trustCommand(context: Context): Command {
  const command = listing(new Command('trust'), context)
    .description('issuers whose pipelines may hand in evidence by their own identity')
    .addHelpText(
      'after',
      `
Examples:
  assay trust add 'payments' --issuer github --claim repository=acme/payments --claim ref=refs/heads/main --system payments
  assay trust
  assay trust remove ID

A pipeline’s identity is a token of OpenID Connect that lives for minutes: nothing is stored on either side.`,
    );
  command.addCommand(addCommand(context));
  command.addCommand(
    listing(new Command('list'), context)
      .description('list whose pipelines are believed, and what for')
      .addHelpText('after', '\nExample:\n  assay trust list'),
  );
  command.addCommand(removeCommand(context));
  return command;
}

function addCommand(context: Context): Command {
  return withStore(new Command('add').description('believe the identities that an issuer gives to pipelines'))
    .argument('<name>', 'what it is for')
    .requiredOption('--issuer <address>', 'github, gitlab, or the https:// address of the issuer')
    .option('--audience <name>', 'whom the identity is made out to (default: $ASSAY_URL)')
    .option(
      '--claim <name=pattern>',
      'what a claim has to be; * is any characters (repeat for more)',
      several,
    )
    .option('-s, --system <name>', 'a system that it may speak of (repeat for more; default: any)', several)
    .option('--may <verb>', 'what it may do: import or read (repeat; default: import)', several)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay trust add 'payments' --issuer github --claim repository=acme/payments --claim ref=refs/heads/main --system payments
  assay trust add 'orders' --issuer https://gitlab.example.org --claim project_path=acme/orders --claim ref_protected=true
  assay trust add 'CircleCI' --issuer https://oidc.circleci.com/org/ORGANIZATION_ID --audience ORGANIZATION_ID --claim sub='org/ORGANIZATION_ID/project/PROJECT_ID/*'

Ask for a claim that only your pipelines have: with GitHub, everybody’s pipelines have the same issuer.`,
    )
    .action(async (name: string, options: AddOptions) => {
      const { newId } = await import('../../server/access/secret.ts');
      const { NewTrust } = await import('../../server/api/access.ts');
      const { shownTrust } = await import('../../server/routes/machines.ts');
      await withOwn(options, context, async (session) => {
        const { store, organization } = session;
        const { systems, ...said } = valid(NewTrust, {
          name,
          issuer: ISSUERS[options.issuer.toLowerCase()] ?? options.issuer,
          audience: audienceOf(options, context),
          claims: claimsOf(options.claim ?? []),
          verbs: options.may ?? ['import'],
          systems: await systemIds(store, organization.id, options.system),
        });
        const row: TrustRow = {
          ...said,
          organization: organization.id,
          id: newId(),
          systems: systems ?? undefined,
          by: userOf(context),
          created: context.now(),
        };
        const detail = { ...said, systems: systems ?? 'any' };
        await change(session, context, { action: 'trust.add', target: `trust ${row.id}`, detail }, (writer) =>
          writer.putTrust(row),
        );
        if (options.json) printJson(context, shownTrust(row));
        else context.stdout.write(`${row.id}\n`);
      });
    });
}

/** @throws Refusal `usage` */
function audienceOf({ audience }: AddOptions, { env }: Context): string {
  const url = env['ASSAY_URL'];
  if (audience !== undefined) return audience;
  if (url && URL.canParse(url)) return new URL(url).origin;
  throw new Refusal(
    'usage',
    'Nobody says whom the identities are made out to.',
    { field: '--audience' },
    'Give --audience with the address of the server, e.g. https://assay.example.org.',
  );
}

/** @throws Refusal `usage` */
function claimsOf(texts: readonly string[]): Record<string, string> {
  const claims = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1 || claims.has(text.slice(0, at)))
      throw new Refusal('usage', `--claim "${text}" says nothing new.`, {}, 'Write NAME=PATTERN, each once.');
    claims.set(text.slice(0, at), text.slice(at + 1));
  }
  return Object.fromEntries(claims);
}

function listing(command: Command, context: Context): Command {
  return withStore(command)
    .option('--json', 'print JSON')
    .action(async (options: Printing) => {
      const { shownTrust } = await import('../../server/routes/machines.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const rows = (await store.accounts().trustsOf(organization.id)).map(shownTrust);
        if (options.json) {
          printJson(context, rows);
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No issuer is trusted yet. See: assay trust add --help\n');
          return;
        }
        const cells = rows.map((row) => [
          row.id,
          plain(row.name),
          plain(row.issuer),
          row.systems?.join(', ') ?? 'any',
          plain(
            Object.entries(row.claims)
              .map(([claim, pattern]) => `${claim}=${pattern}`)
              .join(' '),
          ),
        ]);
        context.stdout.write(table(context, ['id', 'name', 'issuer', 'systems', 'claims'], cells));
      });
    });
}

function removeCommand(context: Context): Command {
  return withStore(new Command('remove').description('believe these pipelines no longer'))
    .argument('<id>', 'the trust')
    .addHelpText('after', '\nExample:\n  assay trust remove abcdefghij234567')
    .action(async (id: string, options: Printing) => {
      await withOwn(options, context, async (session) => {
        const said = { action: 'trust.remove', target: `trust ${id}` };
        await change(session, context, said, async (writer) => {
          if (!(await writer.removeTrust(session.organization.id, id)))
            throw noSuch('trust', id, 'assay trust');
        });
        context.stderr.write('Removed. What they handed in stays.\n');
      });
    });
}
