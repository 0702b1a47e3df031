import { Command } from 'commander';
import type { InvitationRow } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { several, withStore } from '../options.ts';
import { plain, printJson, table } from '../print.ts';
import { change, daysOption, noSuch, type Printing, userOf, valid, withOwn } from './change.ts';

interface InviteOptions extends Printing {
  role: string;
  team?: string[];
  days: string;
}

/** `assay people`: who is in, and links that let others in. */
export function peopleCommand(context: Context): Command {
  const command = new Command('people')
    .description('members of the organization, and invitations to become one')
    .addHelpText(
      'after',
      `
Examples:
  assay people list
  assay people invite 'Alice Example' --role contributor --team checkout`,
    );
  command.addCommand(inviteCommand(context));
  command.addCommand(listCommand(context));
  return command;
}

function inviteCommand(context: Context): Command {
  return withStore(
    new Command('invite').description('print a link that makes whoever opens it first a member'),
  )
    .argument('<name>', 'whom it is for')
    .option('--role <role>', 'viewer, auditor, contributor, admin or owner', 'viewer')
    .option('--team <name>', 'a team whose systems a contributor reaches (repeat for more)', several)
    .option('--days <number>', 'until it expires: 1 to 30', '7')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay people invite 'Alice Example' --role contributor --team checkout
  assay people invite 'Bob Example' --role owner          # also where no owner can sign in any more`,
    )
    .action(async (name: string, options: InviteOptions) => {
      const { newId, newSecret, secretHash } = await import('../../server/access/secret.ts');
      const { NewInvitation } = await import('../../server/api/access.ts');
      const { shownInvitation } = await import('../../server/routes/people.ts');
      const { DAY } = await import('../../records/instant.ts');
      await withOwn(options, context, async (session) => {
        const { store, organization } = session;
        const { days, ...said } = valid(NewInvitation, {
          name,
          role: options.role,
          teams: await teamIds(store, organization.id, options.team ?? []),
          days: daysOption(options.days),
        });
        const secret = newSecret();
        const now = context.now();
        const row: InvitationRow = {
          ...said,
          organization: organization.id,
          id: newId(),
          hash: secretHash(secret),
          by: userOf(context),
          created: now,
          expires: now + days * DAY,
        };
        const detail = { for: said.name, role: said.role, teams: said.teams };
        const target = `invitation ${row.id}`;
        await change(session, context, { action: 'invitation.add', target, detail }, (writer) =>
          writer.putInvitation(row),
        );
        // Behind the #, so that it is in no log of any server on the way.
        const path = `/join#${secret}`;
        const url = context.env['ASSAY_URL']?.replace(/\/$/, '') ?? '';
        if (options.json) printJson(context, { ...shownInvitation(row), path });
        else context.stdout.write(`${url}${path}\n`);
        if (!options.json && url === '')
          context.stderr.write('Open it on the server: put its address in front (ASSAY_URL is not set).\n');
      });
    });
}

async function teamIds(store: Store, organization: string, names: readonly string[]): Promise<string[]> {
  const teams = await store.reader(organization).teams();
  return names.map((name) => {
    const wanted = name.trim().toLowerCase();
    const found = teams.find((team) => team.id === name || team.name.toLowerCase() === wanted);
    if (found) return found.id;
    throw noSuch('team', name, 'assay systems');
  });
}

function listCommand(context: Context): Command {
  return withStore(new Command('list').description('list members, and invitations that are open'))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay people list')
    .action(async (options: Printing) => {
      const { formatInstant } = await import('../../records/instant.ts');
      const { shownInvitation } = await import('../../server/routes/people.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const read = store.accounts();
        const members = (await read.members(organization.id)).map((row) => ({
          id: row.person,
          name: row.name,
          email: row.email ?? null,
          role: row.role,
          teams: [...row.teams],
          created: formatInstant(row.created),
        }));
        const invitations = (await read.invitations(organization.id)).map(shownInvitation);
        if (options.json) {
          printJson(context, { members, invitations });
          return;
        }
        if (members.length + invitations.length === 0) {
          context.stderr.write('Nobody is in yet. Invite somebody: assay people invite NAME --role owner\n');
          return;
        }
        const cells = [
          ...members.map((row) => [plain(row.name), plain(row.email ?? '–'), row.role, 'member']),
          ...invitations.map((row) => [
            plain(row.name),
            '–',
            row.role,
            `invited until ${row.expires.slice(0, 10)}`,
          ]),
        ];
        context.stdout.write(table(context, ['name', 'e-mail', 'role', 'state'], cells));
      });
    });
}
