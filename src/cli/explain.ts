import { Command } from 'commander';
import type { Context } from './context.ts';
import { instantOption, type StoreOptions, withInstants, withModel, withStore } from './options.ts';
import { colours, plain, printJson, table } from './print.ts';

interface Options extends StoreOptions {
  at?: string;
  known?: string;
  model?: string;
  json?: boolean;
}

/** How much evidence is printed; `--json` has it all paged by the API. */
const SHOWN = 20;

/** `assay explain SYSTEM ASPECT`: why a level is what it is, and what to do next. */
export function explainCommand(context: Context): Command {
  return withModel(
    withStore(
      withInstants(
        new Command('explain').description(
          'why a level is what it is: the rule, the evidence, the next step',
        ),
      ),
    ),
  )
    .argument('<system>', 'the system')
    .argument('<aspect>', 'one of the 15 aspects by name or number, e.g. backup or 9')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  assay explain payments backup\n  assay explain payments 9 --at 2026-06-30',
    )
    .action(async (name: string, aspectText: string, options: Options) => {
      const { withSession } = await import('./session.ts');
      const { doubtsAbout } = await import('../outputs/doubts/doubts.ts');
      const { buildScorecard } = await import('../outputs/scorecard/build.ts');
      const { loadHistories } = await import('../outputs/scorecard/histories.ts');
      const { findAspect, findSystem } = await import('../outputs/scorecard/find.ts');
      const { modelName, rung } = await import('./scorecard-text.ts');
      const now = context.now();
      const at = instantOption('--at', options.at) ?? now;
      const known = instantOption('--known', options.known) ?? now;
      await withSession(options, context, async ({ store, organization, model }) => {
        const reader = store.reader(organization.id);
        const system = findSystem(await reader.systems(), name);
        const aspect = findAspect(model, aspectText);
        const histories = await loadHistories(reader, model, { known, system: system.id });
        const card = buildScorecard(histories, model, { at, known, system: system.id });
        const standing = card.systems[0]?.aspects.find((each) => each.id === aspect.id);
        const evidence = await reader.evidence(
          { system: system.id, aspect: aspect.id, known },
          { limit: SHOWN },
        );
        if (!standing) return;
        const doubts = await doubtsAbout(reader, histories, model, { system: system.id, aspect, at, known });
        if (options.json) {
          printJson(context, {
            at: card.at,
            known: card.known,
            model: card.model,
            system: { id: system.id, name: system.name },
            aspect: { ...standing, title: aspect.title, coverageWords: aspect.coverage.words },
            doubts,
            evidence: evidence.rows.map((row) => ({
              ...row,
              at: new Date(row.at).toISOString(),
              learned: new Date(row.learned).toISOString(),
            })),
          });
          return;
        }
        const colour = colours(context);
        const lines = [
          `${colour.bold(`${plain(system.name)}, ${aspect.number}. ${aspect.title}`)}  ${rung(standing, colour)}`,
          colour.dim(`as of ${card.at}, as known at ${card.known}, model ${modelName(card)}`),
          '',
          standing.reason,
        ];
        if (standing.lapses)
          lines.push(`Falls to ${standing.lapsesTo} on ${standing.lapses} unless something new arrives.`);
        if (standing.next) lines.push(`Next: ${standing.next}`);
        if (standing.earliest)
          lines.push(`Level ${standing.nextLevel} can be reached on ${standing.earliest} at the earliest.`);
        lines.push(
          `Coverage: ${standing.coverage === null ? 'unknown' : `${Math.round(standing.coverage * 100)} %`} (${aspect.coverage.words}).`,
        );
        if (standing.missingCoverage.length > 0) {
          lines.push(
            `Missing coverage: it builds on ${standing.missingCoverage.join(', ')}, which stand lower.`,
          );
        }
        if (doubts.length > 0)
          lines.push('', 'To be asked', ...doubts.map(({ words }) => `  ${plain(words)}`));
        lines.push('', 'Evidence, newest first');
        const rows = evidence.rows.map((row) => [
          new Date(row.at).toISOString().slice(0, 16).replace('T', ' '),
          row.output,
          row.declared ? 'declared' : row.automation,
          row.adapter,
          plain(row.documentName),
          plain(row.note ?? row.reference ?? ''),
        ]);
        context.stdout.write(`${lines.join('\n')}\n`);
        if (rows.length === 0) context.stdout.write('  none yet\n');
        else
          context.stdout.write(
            table(context, ['at', 'output', 'automation', 'adapter', 'document', 'note'], rows),
          );
        if (evidence.next) context.stdout.write('  and more\n');
        const advice = aspect.advice.slice(0, 3).map((each) => `  ${each.text}`);
        if (standing.level < 5 && advice.length > 0) context.stdout.write(`\nAdvice\n${advice.join('\n')}\n`);
      });
    });
}
