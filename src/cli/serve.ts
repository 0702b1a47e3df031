import { Command } from 'commander';
import type { Context } from './context.ts';
import { keyFile, type StoreOptions, withModel, withStore } from './options.ts';

interface Options extends StoreOptions {
  port: string;
  host: string;
  model?: string;
  json?: boolean;
}

/** `assay serve`: the dashboard and the API, on this machine only. */
export function serveCommand(context: Context): Command {
  return withModel(withStore(new Command('serve').description('serve the dashboard on this machine')))
    .option('--port <number>', 'port; 0 takes any free one', '4747')
    .option('--host <address>', 'loopback address to listen on', '127.0.0.1')
    .option('--json', 'print the address as JSON')
    .addHelpText('after', '\nExamples:\n  assay serve\n  assay serve --port 8080 --data ./assay-data')
    .action(async (options: Options) => {
      const { Refusal } = await import('../records/refusal.ts');
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new Refusal(
          'usage',
          `--port "${options.port}" is no port.`,
          {},
          'Write a number from 0 to 65535.',
        );
      }
      const { isLoopback, startServer } = await import('../server/start.ts');
      if (!isLoopback(options.host)) {
        throw new Refusal(
          'usage',
          `--host ${options.host} would open Assay to the network, and it has no sign-in yet.`,
          {},
          'Keep 127.0.0.1, and reach it from elsewhere through an SSH tunnel.',
        );
      }
      const { openSessionStore, sessionModel } = await import('./session.ts');
      const { version } = await import('./version.ts');
      const model = await sessionModel(options.model, context);
      const store = await openSessionStore(options, context);
      const { workerParser } = await import('../intake/parse/worker-parser.ts');
      const { installationKey } = await import('../server/webhooks/installation-key.ts');
      const parser = workerParser();
      const server = await startServer({
        parse: parser.parse,
        key: await installationKey(keyFile(options.data, context)),
        store,
        model,
        version: version(),
        now: context.now,
        host: options.host,
        port,
      });
      if (options.json) context.stdout.write(`${JSON.stringify({ address: server.address })}\n`);
      else context.stdout.write(`Assay is ready at ${server.address}\n`);
      context.stderr.write('Press Ctrl-C to stop.\n');
      await new Promise<void>((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      });
      await server.close();
      await parser.close();
      await store.close();
    });
}
