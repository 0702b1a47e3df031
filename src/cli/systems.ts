import { Command } from 'commander';
import type { Context } from './context.ts';
import {
  ownOrganization,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  withModel,
  withServer,
  withStore,
  yesNo,
} from './options.ts';
import { plain, printJson, table } from './print.ts';
import { exportCommand, importCommand, undoCommand } from './system-list.ts';

interface SetOptions extends StoreOptions {
  team?: string;
  pii?: string;
  public?: string;
  monthlyCost?: string;
}

/** `assay systems`: what is assessed, who owns it, and which evidence is given to it. */
export function systemsCommand(context: Context): Command {
  const command = withModel(
    withStore(
      withServer(
        new Command('systems').description(
          'list systems, declare facts about them, attribute evidence to them',
        ),
      ),
    ),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay systems
  assay systems set payments --team checkout --pii yes --public yes --monthly-cost 12000
  assay systems attribute payments 'repo:github.com/acme/payments*'
  assay systems attribute payments 'account:aws:123456789012'
  assay systems attribute payments 'tag:app=payments'
  assay systems import systems.csv --dry-run
  assay systems --server https://assay.example.org

The list is asked of a server where one is named. ${SERVER_HELP} Its token needs the verb "read".`,
    )
    .action(async (options: StoreOptions & ServerOptions & { json?: boolean; model?: string }) => {
      const { withCards } = await import('./cards.ts');
      await withCards(options, context, async (cards) => {
        const now = context.now();
        const card = await cards.at(now, now);
        if (options.json) {
          const systems = card.systems.map(({ id, name, team, score, of, exposure }) => ({
            id,
            name,
            team,
            score,
            of,
            exposure,
          }));
          printJson(context, systems);
          return;
        }
        if (card.systems.length === 0) {
          context.stderr.write(
            'No system yet. Import evidence for one: assay import FILES --system NAME, or see an example: assay demo\n',
          );
          return;
        }
        const rows = card.systems.map((system) => [
          plain(system.name),
          plain(system.team ?? '–'),
          system.score === null ? '–' : `${system.score} of 75`,
          system.exposure.criticality ?? 'unknown',
          system.exposure.production === null ? 'unknown' : system.exposure.production ? 'yes' : 'no',
        ]);
        context.stdout.write(table(context, ['system', 'team', 'score', 'criticality', 'production'], rows));
      });
    });
  command.addCommand(setCommand(context));
  command.addCommand(attributeCommand(context));
  command.addCommand(importCommand(context));
  command.addCommand(undoCommand(context));
  command.addCommand(exportCommand(context));
  return command;
}

function setCommand(context: Context): Command {
  return withStore(new Command('set').description('declare facts about a system; makes it where it is new'))
    .argument('<name>', 'the system')
    .option('--team <name>', 'the team that owns it')
    .option('--pii <yes|no>', 'whether it holds personal data')
    .option('--public <yes|no>', 'whether it faces the public')
    .option('--monthly-cost <amount>', 'what it costs a month, in US dollars')
    .addHelpText('after', '\nExample:\n  assay systems set payments --team checkout --pii yes --public yes')
    .action(async (name: string, options: SetOptions) => {
      const { withSession } = await import('./session.ts');
      const { ensureSystem, systemId } = await import('../intake/systems.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const cost = options.monthlyCost === undefined ? undefined : Number(options.monthlyCost);
      if (cost !== undefined && !(cost >= 0 && Number.isFinite(cost))) {
        throw new Refusal(
          'usage',
          `--monthly-cost "${options.monthlyCost}" is no amount.`,
          {},
          'Write a number, e.g. 5000.',
        );
      }
      const pii = yesNo('--pii', options.pii);
      const open = yesNo('--public', options.public);
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        await store.write(organization.id, async (writer) => {
          const system = await ensureSystem(writer, name, context.now());
          const team =
            options.team === undefined ? undefined : { id: systemId(options.team), name: options.team };
          if (team) await writer.putTeam(team);
          await writer.putSystem({
            ...system,
            team: team?.id ?? system.team,
            pii: pii ?? system.pii,
            public: open ?? system.public,
            monthlyCost: cost ?? system.monthlyCost,
          });
        });
        context.stderr.write(`Declared for ${plain(name)}.\n`);
      });
    });
}

function attributeCommand(context: Context): Command {
  return withStore(
    new Command('attribute').description('give what matches a pattern to a system, from the next import on'),
  )
    .argument('<name>', 'the system')
    .argument('<pattern>', 'a key, tag:NAME=VALUE or path:PATH; * matches any run of characters')
    .addHelpText('after', "\nExample:\n  assay systems attribute payments 'repo:github.com/acme/payments*'")
    .action(async (name: string, pattern: string, options: StoreOptions) => {
      const { createHash } = await import('node:crypto');
      const { withSession } = await import('./session.ts');
      const { ensureSystem } = await import('../intake/systems.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        await store.write(organization.id, async (writer) => {
          const system = await ensureSystem(writer, name, context.now());
          const order =
            (await writer.attributions()).reduce((most, rule) => Math.max(most, rule.order), 0) + 1;
          const id = createHash('sha256').update(`${system.id}\n${pattern}`).digest('hex').slice(0, 16);
          await writer.putAttribution({ id, order, pattern, system: system.id });
        });
        context.stderr.write(
          `What matches ${plain(pattern)} goes to ${plain(name)} from the next import on.\n`,
        );
      });
    });
}
