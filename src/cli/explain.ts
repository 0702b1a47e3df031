import { Command } from 'commander';
import type { Context } from './context.ts';
import type { Explained } from './explained.ts';
import {
  instantOption,
  SERVER_HELP,
  type ServerOptions,
  type StoreOptions,
  withInstants,
  withModel,
  withServer,
  withStore,
} from './options.ts';
import { colours, plain, printJson, table } from './print.ts';

interface Options extends StoreOptions, ServerOptions {
  at?: string;
  known?: string;
  model?: string;
  json?: boolean;
}

/** `assay explain SYSTEM ASPECT`: why a level is what it is, and what to do next. */
export function explainCommand(context: Context): Command {
  return withModel(
    withStore(
      withServer(
        withInstants(
          new Command('explain').description(
            'why a level is what it is: the rule, the evidence, the next step',
          ),
        ),
      ),
    ),
  )
    .argument('<system>', 'the system')
    .argument('<aspect>', 'one of the 15 aspects by name or number, e.g. backup or 9')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay explain payments backup
  assay explain payments 9 --at 2026-06-30
  assay explain payments backup --server https://assay.example.org

${SERVER_HELP} Its token needs the verb "read".`,
    )
    .action(async (system: string, aspect: string, options: Options) => {
      const { withExplained } = await import('./explained.ts');
      const words = await import('./scorecard-text.ts');
      const at = instantOption('--at', options.at) ?? context.now();
      const known = instantOption('--known', options.known) ?? context.now();
      await withExplained(options, context, { system, aspect, at, known }, (explained) => {
        if (options.json) printJson(context, jsonOf(explained));
        else printed(context, explained, words);
      });
    });
}

function jsonOf({ card, system, aspect, doubts, evidence }: Explained) {
  const standing = system.aspects.find(({ id }) => id === aspect.id);
  return {
    at: card.at,
    known: card.known,
    model: card.model,
    system: { id: system.id, name: system.name },
    aspect: { ...standing, title: aspect.title, coverageWords: aspect.coverage.words },
    doubts,
    evidence,
  };
}

function printed(
  context: Context,
  { card, system, aspect, doubts, evidence, more }: Explained,
  words: typeof import('./scorecard-text.ts'),
): void {
  const standing = system.aspects.find(({ id }) => id === aspect.id);
  if (!standing) return;
  const colour = colours(context);
  const lines = [
    `${colour.bold(`${plain(system.name)}, ${aspect.number}. ${aspect.title}`)}  ${words.rung(standing, colour)}`,
    colour.dim(`as of ${card.at}, as known at ${card.known}, model ${words.modelName(card)}`),
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
    lines.push(`Missing coverage: it builds on ${standing.missingCoverage.join(', ')}, which stand lower.`);
  }
  if (doubts.length > 0) lines.push('', 'To be asked', ...doubts.map((doubt) => `  ${plain(doubt.words)}`));
  lines.push('', 'Evidence, newest first');
  const rows = evidence.map((row) => [
    row.at.slice(0, 16).replace('T', ' '),
    row.output,
    row.declared ? 'declared' : row.automation,
    row.adapter,
    plain(row.documentName),
    plain(row.note ?? row.reference ?? ''),
  ]);
  context.stdout.write(`${lines.join('\n')}\n`);
  if (rows.length === 0) context.stdout.write('  none yet\n');
  else
    context.stdout.write(table(context, ['at', 'output', 'automation', 'adapter', 'document', 'note'], rows));
  if (more) context.stdout.write('  and more\n');
  const advice = aspect.advice.slice(0, 3).map((each) => `  ${each.text}`);
  if (standing.level < 5 && advice.length > 0) context.stdout.write(`\nAdvice\n${advice.join('\n')}\n`);
}
