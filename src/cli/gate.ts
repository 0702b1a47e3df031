import { Command } from 'commander';
import type { Model } from '../model/model.ts';
import type { Unmet } from '../outputs/gate.ts';
import { DAY, formatInstant, type Instant } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';
import type { AspectId, Level } from '../records/words.ts';
import { withCards } from './cards.ts';
import { type Context, EXIT, Exit } from './context.ts';
import { levelOption } from './formats.ts';
import {
  instantOption,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  several,
  withModel,
  withServer,
  withStore,
} from './options.ts';
import { plain, printJson } from './print.ts';

interface Options extends StoreOptions, ServerOptions {
  min?: string;
  aspect?: string[];
  /** Of `--no-regress`: true where it is not given. */
  regress: boolean;
  since?: string;
  model?: string;
  overrides?: boolean;
  json?: boolean;
}

/** `assay gate [SYSTEM…]`: whether systems stand where they should; exit code 3 where not. */
export function gateCommand(context: Context): Command {
  return withModel(
    withStore(
      withServer(
        new Command('gate').description('say whether systems stand where they should, for pipelines'),
      ),
    ),
  )
    .argument('[systems...]', 'systems by name (default: all)')
    .option('--min <score>', 'least score, 15 to 75')
    .option('--aspect <rule>', 'least level of an aspect, e.g. "7>=4" (repeat for more)', several)
    .option('--no-regress', 'no aspect may have fallen; the rule where no other is given')
    .option('--since <instant>', 'fallen since then (default: 7 days ago)')
    .option('--overrides', 'judge by a model that was changed; without it, such scores are refused')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay gate                                              no aspect of any system fell within 7 days
  assay gate payments --since 2026-11-01
  assay gate payments --min 45 --aspect '7>=4' --aspect 'backup>=3' --no-regress
  assay gate payments --server https://assay.example.org

Exit codes: 0 met, 3 not met; 1, 2, 4 and 5 say that it could not be judged. Quote '7>=4', or the shell writes a file.
A total hides what fell behind it: prefer --no-regress and --aspect to --min.

${SERVER_HELP} Its token needs the verb "read".`,
    )
    .action(async (names: string[], options: Options) => {
      const { judge, refuseOtherModels } = await import('../outputs/gate.ts');
      const { findSystem } = await import('../outputs/scorecard/find.ts');
      const now = context.now();
      const min = minOption(options.min);
      const others = min !== undefined || options.aspect !== undefined;
      const since = instantOption('--since', options.since) ?? now - 7 * DAY;
      if (since >= now)
        throw new Refusal(
          'usage',
          '--since is not before now.',
          { field: '--since' },
          'Name an earlier one.',
        );
      const compares = !options.regress || options.since !== undefined || !others;
      await withCards(options, context, async (cards) => {
        const { model } = cards;
        const aspects = await leastOf(options.aspect ?? [], model);
        const card = await cards.at(now, now);
        const wanted = new Set(names.map((name) => findSystem(card.systems, name).id));
        const systems = card.systems.filter(({ id }) => names.length === 0 || wanted.has(id));
        // Nothing to judge is no gate that was met.
        if (systems.length === 0)
          throw new Refusal('not-found', 'There is no system to judge.', {}, 'Import evidence first.');
        const before = compares ? await cards.at(since, now) : undefined;
        refuseOtherModels(card, before, options.overrides ?? false);
        const unmet = judge({ ...card, systems }, { min, aspects, before });
        const judged = systems.map(({ id, name, score, compared, aspects: all }) => ({
          id,
          name,
          score,
          compared,
          exempt: all.flatMap((each) => (each.exempt ? [each.id] : [])),
        }));
        if (options.json) {
          const from = compares ? formatInstant(since) : null;
          const { at, model: by } = card;
          printJson(context, {
            met: unmet.length === 0,
            at,
            since: from,
            model: by,
            systems: judged,
            unmet,
          });
        } else {
          for (const each of unmet) context.stdout.write(`${line(each, model, since)}\n`);
          for (const { name, exempt } of judged)
            if (exempt.length > 0)
              context.stdout.write(`${plain(`exempt   ${name}: ${exempt.join(', ')}, not judged.`)}\n`);
          if (unmet.length === 0) context.stdout.write(`met      ${judged.length} systems\n`);
        }
        if (unmet.length > 0) throw new Exit(EXIT.gate);
      });
    });
}

function line({ name, rule, aspect, wanted, found, reason }: Unmet, model: Model, since: Instant): string {
  const title = model.aspects.find(({ id }) => id === aspect)?.title ?? 'score';
  const words = {
    min: `the score is ${found ?? 'none'}, not ${wanted} or more.`,
    aspect: `${title} is ${found}, not ${wanted} or more.`,
    'no-regress': `${title} is ${found}, and was ${wanted} on ${formatInstant(since).slice(0, 10)}.`,
  };
  return plain(`not met  ${name}: ${words[rule]} ${reason}`.trimEnd());
}

/** @throws Refusal `usage` */
function minOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,2}$/.test(text) && Number(text) >= 15 && Number(text) <= 75) return Number(text);
  throw new Refusal('usage', `--min "${text}" is no score.`, { field: '--min' }, 'Scores are 15 to 75.');
}

/** @throws Refusal `usage`, `not-found` */
async function leastOf(texts: readonly string[], model: Model): Promise<Map<AspectId, Level>> {
  const { findAspect } = await import('../outputs/scorecard/find.ts');
  const least = new Map<AspectId, Level>();
  for (const text of texts) {
    const [name = '', level, ...more] = text.split('>=');
    if (level === undefined || more.length > 0)
      throw new Refusal('usage', `--aspect "${text}" is no rule.`, { field: '--aspect' }, "Write '7>=4'.");
    least.set(findAspect(model, name).id, levelOption('--aspect', level.trim()));
  }
  return least;
}
