import { Command } from 'commander';
import { auditLine, noSuch, type Printing, valid, withOwn } from './accounts/change.ts';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import { type StoreOptions, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';
import { watchCommands } from './witness-watch.ts';

interface AddOptions extends Printing {
  git?: string;
  webhook?: string;
  assay?: string;
  key?: string;
}

/** `assay witness`: who outside keeps the log's checkpoints. */
export function witnessCommand(context: Context): Command {
  const command = listing(new Command('witness'), context)
    .description('who outside keeps the log’s checkpoints, so that nobody can write another history')
    .addHelpText(
      'after',
      `
Examples:
  assay witness add 'Audit' --git git@git.example.org:audit/checkpoints.git
  assay witness add 'Archive' --webhook https://archive.example.org/assay
  assay witness add 'Group' --assay https://assay.group.example/api/v1/witness/ID --key KEY
  assay witness try                  hand the newest checkpoint over now; without a server, from cron
  assay witness key                  what another Assay needs, so that this one witnesses its log
  assay witness watch KEY 'Acme'     watch the log of another Assay

A server hands checkpoints over by itself: a minute after something came in, and each hour. What that proves: docs/proof.md`,
    );
  command.addCommand(
    listing(new Command('list'), context)
      .description('list witnesses, and what each last saw')
      .addHelpText('after', '\nExample:\n  assay witness list'),
  );
  command.addCommand(addCommand(context));
  command.addCommand(removeCommand(context));
  command.addCommand(tryCommand(context));
  for (const each of watchCommands(context)) command.addCommand(each);
  return command;
}

function listing(command: Command, context: Context): Command {
  return withStore(command)
    .option('--json', 'print JSON')
    .action(async (options: Printing) => {
      const { shownWitness } = await import('../server/witnesses/rows.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const rows = (await store.reader(organization.id).witnesses()).map(shownWitness);
        if (options.json) printJson(context, rows);
        else if (rows.length === 0)
          context.stderr.write('No witness yet. Name one: assay witness add NAME --git REPOSITORY\n');
        else show(rows, context);
      });
    });
}

function show(
  rows: readonly ReturnType<typeof import('../server/witnesses/rows.ts').shownWitness>[],
  context: Context,
): void {
  const cells = rows.map(({ id, name, kind, where, seen, problem }) => [
    id,
    plain(name),
    kind,
    plain(where),
    seen ? `${seen.size} leaves, ${seen.at.slice(0, 16)}` : 'nothing yet',
    problem ? plain(`${problem.kind}: ${problem.why}`) : 'ok',
  ]);
  context.stdout.write(table(context, ['id', 'name', 'kind', 'where', 'holds', 'state'], cells));
}

function addCommand(context: Context): Command {
  return withStore(new Command('add').description('hand the log’s checkpoints to somebody else'))
    .argument('<name>', 'who keeps them')
    .option('--git <repository>', 'a path, or an address that git pushes to without a password')
    .option('--webhook <address>', 'an address that takes signed CloudEvents')
    .option('--assay <address>', 'another Assay (its operator shows both with: assay witness key)')
    .option('--key <key>', 'the key of that Assay')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay witness add 'Audit' --git /srv/audit/checkpoints.git
  assay witness add 'Group' --assay https://assay.group.example/api/v1/witness/ID --key KEY`,
    )
    .action(async (name: string, options: AddOptions) => {
      const { Refusal } = await import('../records/refusal.ts');
      const { NewWitness } = await import('../server/api/proof.ts');
      const { newWitness, shownWitness, witnessSecret } = await import('../server/witnesses/rows.ts');
      const { readSettings } = await import('./settings.ts');
      const { allowList } = await import('../outbound/address.ts');
      const [only, ...more] = (['git', 'webhook', 'assay'] as const).filter(
        (kind) => options[kind] !== undefined,
      );
      if (only === undefined || more.length > 0)
        throw new Refusal(
          'usage',
          'A witness is one of --git, --webhook and --assay.',
          {},
          'See: assay witness add --help',
        );
      const wanted = valid(NewWitness, { name, kind: only, target: options[only], key: options.key ?? null });
      const settings = await readSettings(context);
      await withOwn(options, context, async ({ store, organization }) => {
        const allow = allowList(settings.outbound.allow);
        const row = newWitness(wanted, { allow, own: true, at: context.now() });
        const shown = shownWitness(row);
        const { kind, where } = shown;
        const detail = { kind, name: shown.name, where };
        const said = { action: 'witness.add', target: `witness ${row.id}`, detail };
        const line = await auditLine(context, said);
        await store.write(organization.id, async (writer) => {
          await writer.putWitness(row);
          await writer.addAudit(line);
        });
        const key = await serverKey(settings, options.data, context);
        const secret = witnessSecret(key, organization.id, row);
        if (options.json) printJson(context, { ...shown, secret });
        else {
          context.stdout.write(`${row.id}\n${secret === null ? '' : `secret  ${secret}\n`}`);
          context.stderr.write(`Hand it the first one: assay witness try ${row.id}\n`);
        }
      });
    });
}

function removeCommand(context: Context): Command {
  return withStore(new Command('remove').description('hand it no more; what it has stays with it'))
    .argument('<id>', 'the witness, by its id or name')
    .addHelpText('after', '\nExample:\n  assay witness remove Audit')
    .action(async (id: string, options: StoreOptions) => {
      await withOwn(options, context, async ({ store, organization }) => {
        const rows = await store.reader(organization.id).witnesses();
        const row = rows.find((each) => each.id === id || each.name === id);
        if (!row) throw noSuch('witness', id, 'assay witness');
        const line = await auditLine(context, { action: 'witness.remove', target: `witness ${row.id}` });
        await store.write(organization.id, async (writer) => {
          await writer.removeWitness(row.id);
          await writer.addAudit(line);
        });
        context.stderr.write('Removed. What it has stays with it.\n');
      });
    });
}

function tryCommand(context: Context): Command {
  return withStore(new Command('try').description('hand the newest checkpoint over now'))
    .argument('[id]', 'a witness, by its id or name (default: all)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay witness try\n\nExit code 1 where one did not take it.')
    .action(async (id: string | undefined, options: Printing) => {
      const { handOver } = await import('../server/witnesses/hand-over.ts');
      const { shownWitness } = await import('../server/witnesses/rows.ts');
      const { allowList } = await import('../outbound/address.ts');
      const { readSettings } = await import('./settings.ts');
      const { EXIT, Exit } = await import('./context.ts');
      const settings = await readSettings(context);
      await withOwn(options, context, async ({ store, organization }) => {
        const key = await serverKey(settings, options.data, context);
        const of = () => store.reader(organization.id).witnesses();
        const wanted = (await of()).filter((row) => id === undefined || row.id === id || row.name === id);
        if (wanted.length === 0) throw noSuch('witness', id ?? 'at all', 'assay witness');
        const allow = allowList(settings.outbound.allow);
        const source = (name: string) => `${settings.url?.origin ?? 'urn:assay'}/organizations/${name}`;
        const parts = { store, key, now: context.now, allow, source };
        for (const row of wanted) await handOver(parts, organization.id, row.id);
        const rows = (await of())
          .filter((row) => wanted.some((each) => each.id === row.id))
          .map(shownWitness);
        if (options.json) printJson(context, rows);
        else show(rows, context);
        if (rows.some(({ problem }) => problem !== null)) throw new Exit(EXIT.failure);
      });
    });
}
