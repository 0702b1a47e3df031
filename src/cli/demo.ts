import { Command } from 'commander';
import type { Context } from './context.ts';
import { type StoreOptions, withModel, withStore } from './options.ts';
import { printJson, progress } from './print.ts';

interface Options extends StoreOptions {
  remove?: boolean;
  seed: string;
  model?: string;
  json?: boolean;
}

/** `assay demo`: an example organization to look at, made of documents in the tools' own formats. */
export function demoCommand(context: Context): Command {
  return withModel(
    withStore(
      new Command('demo').description('load an example organization: 30 systems in 8 teams over 14 months'),
    ),
  )
    .option('--remove', 'remove it again')
    .option('--seed <number>', 'another organization for another number', '1')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  assay demo\n  assay score\n  assay demo --remove')
    .action(async (options: Options) => {
      const { openSessionStore, sessionModel } = await import('./session.ts');
      const { EXAMPLE, OWN, ensureOrganization } = await import('../intake/organization.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const seed = Number(options.seed);
      if (!Number.isInteger(seed) || seed < 0) {
        throw new Refusal(
          'usage',
          `--seed "${options.seed}" is no whole number.`,
          {},
          'Write e.g. --seed 1.',
        );
      }
      const store = await openSessionStore(options, context);
      try {
        await ensureOrganization(store, context.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
        const present = (await store.organizations()).some((row) => row.id === EXAMPLE);
        if (options.remove) {
          if (present) await store.removeOrganization(EXAMPLE);
          context.stderr.write(
            present ? 'Removed the example organization.\n' : 'There is no example organization.\n',
          );
          if (options.json) printJson(context, { removed: present });
          return;
        }
        if (present) {
          context.stderr.write(
            'The example organization is loaded already. See it: assay score, or assay serve\n',
          );
          if (options.json) printJson(context, { loaded: true, already: true });
          return;
        }
        const { loadDemo } = await import('../demo/load.ts');
        const live = progress(context);
        const made = await loadDemo(store, await sessionModel(options.model, context), {
          now: context.now(),
          seed,
          progress: (done, total) => live.say(`${done} of ${total} practices`),
        });
        live.done();
        if (options.json) printJson(context, { loaded: true, already: false, ...made });
        context.stderr.write(
          `Loaded ${made.systems} systems from ${made.documents} documents. See them: assay score, or assay serve\n`,
        );
        const own = (await store.reader(OWN).systems()).length > 0;
        if (own)
          context.stderr.write(
            'Your own systems are shown first; add --organization example to see these.\n',
          );
      } finally {
        await store.close();
      }
    });
}
