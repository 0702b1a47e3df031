import { Command } from 'commander';
import type { Context } from './context.ts';
import { keyFile, ownOrganization, type StoreOptions, withStore } from './options.ts';
import { plain, printJson, table } from './print.ts';

interface AddOptions extends StoreOptions {
  system?: string;
  map?: string;
  json?: boolean;
}

/** `assay webhooks`: addresses at which tools hand documents in by themselves, signed. */
export function webhooksCommand(context: Context): Command {
  const command = withStore(
    new Command('webhooks').description('let tools hand documents in by themselves, signed'),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay webhooks add 'InsightConnect' --system payments
  assay webhooks add 'Licences' --map flexnet
  assay webhooks secret ID

A tool sends a document to POST /api/v1/webhooks/ID. It signs with HMAC-SHA256 by the webhook's secret:
  Assay-Signature: t=SECONDS,v1=HEX      over "SECONDS.BODY", no more than five minutes old
  X-Hub-Signature-256: sha256=HEX        over the body, as GitHub and Gitea send it
  X-PagerDuty-Signature: v1=HEX          over the body, as PagerDuty sends it

By hand:
  T=$(date +%s); SIG=$(printf '%s.%s' "$T" "$(cat report.json)" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
  curl --data-binary @report.json -H "Assay-Signature: t=$T,v1=$SIG" http://127.0.0.1:4747/api/v1/webhooks/ID`,
    )
    .action(async (options: StoreOptions & { json?: boolean }) => {
      const { withSession } = await import('./session.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const rows = await store.reader(organization.id).webhooks();
        if (options.json) {
          printJson(context, rows);
          return;
        }
        if (rows.length === 0) {
          context.stderr.write('No webhook yet. Make one: assay webhooks add NAME --system SYSTEM\n');
          return;
        }
        const cells = rows.map((row) => [
          row.id,
          plain(row.name),
          plain(row.system ?? 'by rules'),
          row.map ?? '–',
        ]);
        context.stdout.write(table(context, ['id', 'name', 'system', 'map'], cells));
      });
    });
  command.addCommand(addCommand(context));
  command.addCommand(secretCommand(context));
  command.addCommand(removeCommand(context));
  return command;
}

function addCommand(context: Context): Command {
  return withStore(new Command('add').description('make a webhook and print its address and secret'))
    .argument('<name>', 'which tool sends')
    .option('-s, --system <name>', 'the system that it speaks of (default: by attribution rules)')
    .option('--map <name>', 'a saved map of columns to read its documents with (see: assay maps)')
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExample:\n  assay webhooks add 'InsightConnect' --system payments")
    .action(async (name: string, options: AddOptions) => {
      const { randomBytes } = await import('node:crypto');
      const { withSession } = await import('./session.ts');
      const { ensureSystem } = await import('../intake/systems.ts');
      const { savedMap } = await import('../intake/maps.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const id = randomBytes(12).toString('hex');
        await store.write(organization.id, async (writer) => {
          const map = options.map === undefined ? undefined : await savedMap(writer, options.map);
          const system =
            options.system === undefined
              ? undefined
              : await ensureSystem(writer, options.system, context.now());
          await writer.putWebhook({ id, name, system: system?.name, map: map?.id, created: context.now() });
        });
        const path = `/api/v1/webhooks/${id}`;
        const secret = await secretOf(organization.id, id, options, context);
        if (options.json) printJson(context, { id, name, path, secret });
        else context.stdout.write(`address  ${path}\nsecret   ${secret}\n`);
      });
    });
}

function secretCommand(context: Context): Command {
  return withStore(new Command('secret').description('print the secret of a webhook again'))
    .argument('<id>', 'the webhook')
    .addHelpText('after', '\nExample:\n  assay webhooks secret 3f9c0a1b2c3d4e5f60718293')
    .action(async (id: string, options: StoreOptions) => {
      const { withSession } = await import('./session.ts');
      const { Refusal } = await import('../records/refusal.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const known = await store.reader(organization.id).webhooks();
        if (!known.some((each) => each.id === id))
          throw new Refusal('not-found', `There is no webhook "${id}".`, {}, 'See: assay webhooks');
        context.stdout.write(`${await secretOf(organization.id, id, options, context)}\n`);
      });
    });
}

function removeCommand(context: Context): Command {
  return withStore(new Command('remove').description('refuse what a webhook sends from now on'))
    .argument('<id>', 'the webhook')
    .addHelpText('after', '\nExample:\n  assay webhooks remove 3f9c0a1b2c3d4e5f60718293')
    .action(async (id: string, options: StoreOptions) => {
      const { withSession } = await import('./session.ts');
      const { Refusal } = await import('../records/refusal.ts');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const removed = await store.write(organization.id, (writer) => writer.removeWebhook(id));
        if (!removed)
          throw new Refusal('not-found', `There is no webhook "${id}".`, {}, 'See: assay webhooks');
        context.stderr.write('Removed. What it sent stays.\n');
      });
    });
}

async function secretOf(
  organization: string,
  id: string,
  options: StoreOptions,
  context: Context,
): Promise<string> {
  const { installationKey } = await import('../server/webhooks/installation-key.ts');
  const { webhookSecret } = await import('../server/webhooks/signature.ts');
  return webhookSecret(await installationKey(keyFile(options.data, context)), organization, id);
}
