import { Command } from 'commander';
import { auditLine, noSuch, type Printing, withOwn } from './accounts/change.ts';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import { type StoreOptions, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';

/** The other side of `assay witness`: logs of others that are watched here. */
export function watchCommands(context: Context): Command[] {
  return [keyCommand(context), watchedCommand(context), watchCommand(context), unwatchCommand(context)];
}

function keyCommand(context: Context): Command {
  return withStore(
    new Command('key').description('where others hand checkpoints in, and the key that countersigns'),
  )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay witness key')
    .action(async (options: Printing) => {
      const { writeVerifierKey } = await import('../ledger/note-keys.ts');
      const { witnessId, witnessKey } = await import('../server/witnesses/watched.ts');
      const { readSettings } = await import('./settings.ts');
      const settings = await readSettings(context);
      await withOwn(options, context, async ({ organization }) => {
        const key = await serverKey(settings, options.data, context);
        const path = `/api/v1/witness/${witnessId(key, organization.id)}`;
        const address = `${settings.url?.origin ?? 'http://127.0.0.1:4747'}${path}`;
        const own = writeVerifierKey(witnessKey(key, organization.id));
        if (options.json) printJson(context, { address, key: own });
        else context.stdout.write(`address  ${address}\nkey      ${own}\n`);
      });
    });
}

function watchedCommand(context: Context): Command {
  return withStore(new Command('watched').description('list the logs of others that are watched here'))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay witness watched')
    .action(async (options: Printing) => {
      const { watchedLogs } = await import('../server/witnesses/watched.ts');
      const { formatInstant } = await import('../records/instant.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const logs = await watchedLogs(store.reader(organization.id));
        if (options.json) {
          printJson(context, logs);
          return;
        }
        if (logs.length === 0) {
          context.stderr.write('No log is watched here. Watch one: assay witness watch KEY NAME\n');
          return;
        }
        const at = (one: { at: number; size: number } | null) =>
          one ? `${one.size} leaves, ${formatInstant(one.at).slice(0, 16)}` : '–';
        const cells = logs.map((log) => [plain(log.name), plain(log.origin), at(log.seen), at(log.refused)]);
        context.stdout.write(table(context, ['name', 'log', 'seen', 'refused'], cells));
      });
    });
}

function watchCommand(context: Context): Command {
  return withStore(new Command('watch').description('watch the log of another Assay, and countersign it'))
    .argument('<key>', 'the log’s key; its operator shows it with: assay log')
    .argument('[name]', 'whose it is (default: the log’s own name)')
    .addHelpText('after', "\nExample:\n  assay witness watch 'assay-0f…/default+1a2b3c4d+AX…' Acme")
    .action(async (key: string, name: string | undefined, options: StoreOptions) => {
      const { watchedId, watchLog } = await import('../server/witnesses/watched.ts');
      const [origin = ''] = key.split('+');
      const detail = { origin, name: name ?? origin };
      const line = await auditLine(context, {
        action: 'log.watch',
        target: `log ${watchedId(origin)}`,
        detail,
      });
      await withOwn(options, context, async ({ store, organization }) => {
        await store.write(organization.id, async (writer) => {
          await watchLog(writer, key, detail.name, context.now());
          await writer.addAudit(line);
        });
        context.stderr.write('Watched. What its operator needs: assay witness key\n');
      });
    });
}

function unwatchCommand(context: Context): Command {
  return withStore(new Command('unwatch').description('watch a log no more, and forget what was seen of it'))
    .argument('<log>', 'by its name')
    .addHelpText('after', '\nExample:\n  assay witness unwatch Acme')
    .action(async (named: string, options: StoreOptions) => {
      const { unwatchLog, watchedId, watchedLogs } = await import('../server/witnesses/watched.ts');
      await withOwn(options, context, async ({ store, organization }) => {
        const logs = await watchedLogs(store.reader(organization.id));
        const log = logs.find(({ name, origin }) => name === named || origin === named);
        if (!log) throw noSuch('log', named, 'assay witness watched');
        const id = watchedId(log.origin);
        const line = await auditLine(context, { action: 'log.unwatch', target: `log ${id}` });
        await store.write(organization.id, async (writer) => {
          await unwatchLog(writer, id);
          await writer.addAudit(line);
        });
        context.stderr.write('It is watched no more.\n');
      });
    });
}
