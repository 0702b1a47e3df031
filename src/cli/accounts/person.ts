import { Command } from 'commander';
import type { Context } from '../context.ts';
import { withStore } from '../options.ts';
import { plain, printJson } from '../print.ts';
import { noSuch, type Printing, userOf, withOwn } from './change.ts';

/** `assay person`: what is kept of somebody. */
export function personCommand(context: Context): Command {
  const command = new Command('person')
    .description('forget what is kept of a person')
    .addHelpText('after', '\nExample:\n  assay person erase alice@example.org');
  command.addCommand(eraseCommand(context));
  return command;
}

function eraseCommand(context: Context): Command {
  return withStore(
    new Command('erase').description(
      'forget a person: account, sign-ins, sessions, memberships, and their name',
    ),
  )
    .argument('<person>', 'e-mail or id')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay person erase alice@example.org
  assay person erase 7f3a09c2 --json

What they did stays in the audit log, under a pseudonym. What this does not reach: docs/operations.md`,
    )
    .action(async (wanted: string, options: Printing) => {
      const { erasePerson } = await import('../../server/access/erase.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const name = userOf(context);
        const erased = await store.writeAccounts(async (writer) => {
          const person = (await writer.person(wanted)) ?? (await writer.personByEmail(wanted));
          if (!person) throw noSuch('person', wanted, 'assay people list');
          const actor = { kind: 'command-line' as const, id: name, name };
          const said = { at: context.now(), actor, address: undefined };
          const pseudonym = await erasePerson(writer, organization.id, person, said);
          return { id: person.id, pseudonym };
        });
        if (options.json) printJson(context, erased);
        else context.stderr.write(`Erased. The audit log calls them "${plain(erased.pseudonym)}".\n`);
      });
    });
}
