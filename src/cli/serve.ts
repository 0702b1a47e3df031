import { Command } from 'commander';
import type { Context } from './context.ts';
import { serverKey } from './key.ts';
import { dataFolder, type StoreOptions, withModel, withStore } from './options.ts';

interface Options extends StoreOptions {
  port: string;
  host: string;
  model?: string;
  json?: boolean;
}

/** `assay serve`: the dashboard and the API. */
export function serveCommand(context: Context): Command {
  return withModel(withStore(new Command('serve').description('serve the dashboard and the API')))
    .option('--port <number>', 'port; 0 takes any free one', '4747')
    .option(
      '--host <address>',
      'address to listen on; one that others can reach needs ASSAY_URL',
      '127.0.0.1',
    )
    .option('--json', 'print the address as JSON')
    .addHelpText(
      'after',
      `

Examples:
  assay serve
  assay serve --port 8080 --data ./assay-data
  ASSAY_URL=https://assay.example.org DATABASE_URL=postgres://assay@db/assay assay serve --host 0.0.0.0

See what is in force: assay config check`,
    )
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
      const { readSettings } = await import('./settings.ts');
      const { signInProviders } = await import('./providers.ts');
      const settings = await readSettings(context);
      const providers = await signInProviders(settings);
      const local = isLoopback(options.host);
      if (!local && settings.url === undefined) {
        throw new Refusal(
          'usage',
          `--host ${options.host} opens Assay to the network, and ASSAY_URL does not say at which address people open it.`,
          { field: 'ASSAY_URL' },
          'Set ASSAY_URL to its https:// address (a proxy in front ends TLS), or keep 127.0.0.1.',
        );
      }
      const { openSessionStore, sessionModel, sessionTranslations } = await import('./session.ts');
      const { version } = await import('./version.ts');
      const model = await sessionModel(options.model, context);
      const translated = await sessionTranslations(options.model, context);
      const store = await openSessionStore(options, context);
      const { workerParser } = await import('../intake/parse/worker-parser.ts');
      const parser = workerParser();
      const server = await startServer({
        parse: parser.parse,
        key: await serverKey(settings, options.data, context),
        store,
        model,
        translated,
        version: version(),
        now: context.now,
        host: options.host,
        port,
        ...(settings.url && { url: settings.url }),
        // Never silently open to others: only what listens to this machine alone can be used without a sign-in.
        mayBeAlone: local && store.dialect === 'sqlite' && settings.url === undefined,
        providers,
        proxies: settings.proxies,
        allow: settings.outbound.allow,
        ...(settings['retain-days'] !== undefined && { retainDays: settings['retain-days'] }),
        logging: { level: settings.log, stream: context.stderr },
        ...(store.dialect === 'sqlite' && { folder: dataFolder(options.data, context) }),
      });
      if (options.json)
        context.stdout.write(`${JSON.stringify({ address: server.address, first: server.first ?? null })}\n`);
      else context.stdout.write(`Assay is ready at ${server.address}\n`);
      if (server.first !== undefined)
        context.stderr.write(`Nobody owns it yet. Make the first account: ${server.first}\n`);
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
