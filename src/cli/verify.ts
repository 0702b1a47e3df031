import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Context } from './context.ts';
import { several } from './options.ts';
import { plain, printJson, table } from './print.ts';

/** `assay verify FILE --key KEY`: checks a proof with no database, no network and no account. */
export function verifyCommand(context: Context): Command {
  return new Command('verify')
    .description('check a proof offline, and derive its levels anew')
    .argument('<file>', 'what `assay prove` wrote')
    .requiredOption(
      '--key <key>',
      'the log’s key (name+id+key), from whoever you trust with it; may be given several times',
      several,
    )
    .option(
      '--witness <key>',
      'the key of a witness that has to have countersigned; may be given several times',
      several,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  assay verify payments.assay-proof.json --key 'assay-0f…/default+1a2b3c4d+AX…'
  assay verify payments.assay-proof.json --key KEY --witness 'assay-witness-3c…+5e6f7a8b+BC…'

Exit code 0: everything holds. 1: something does not; the message says what. The same by hand: docs/verify-by-hand.md`,
    )
    .action(async (file: string, options: { key: string[]; witness?: string[]; json?: boolean }) => {
      const { verifyBundle } = await import('../outputs/proof/verify.ts');
      const { readModel, standardModelFolder } = await import('../model/read.ts');
      const { Refusal } = await import('../records/refusal.ts');
      const { formatInstant } = await import('../records/instant.ts');
      const text = await readFile(resolve(context.cwd, file), 'utf8').catch(() => {
        throw new Refusal('not-found', 'There is no such file.', { file }, 'Check the path.');
      });
      const model = await readModel(standardModelFolder());
      const verified = await verifyBundle(text, options.key, model, options.witness);
      if (options.json) {
        printJson(context, verified);
        return;
      }
      const { statement, standardModel, documents, erased, evidence, size, origins, witnessed } = verified;
      const rows = statement.aspects.map(({ id, level, lapses }) => [id, String(level), lapses ?? '–']);
      const { version, overrides } = statement.model;
      const said = [
        `${plain(statement.system.name)} of ${plain(statement.organization)}`,
        ...(statement.score === null ? [] : [`${statement.score} of 75`]),
        `as of ${formatInstant(statement.at)}, as known at ${formatInstant(statement.known)}`,
      ];
      context.stdout.write(
        `It holds: ${said.join(', ')}.\n${table(context, ['aspect', 'level', 'lapses'], rows)}`,
      );
      const from = Object.entries(origins).map(([kind, count]) => `${count} from ${ORIGINS[kind] ?? kind}`);
      context.stdout.write(
        [
          `${evidence} statements of ${documents} documents${erased ? `, ${erased} of them erased` : ''}, in a log of ${size} leaves: ${from.join(', ') || 'none'}.`,
          ...witnessed.map(({ witness, at }) => `${witness} saw this log at ${formatInstant(at)}.`),
          standardModel
            ? `Derived anew with the standard model ${version}.`
            : `Derived anew with the model ${version}${overrides.length > 0 ? ` and its overrides ${overrides.join(', ')}` : ', which is not the standard one of this program'}: not to be compared with scores of the standard model.`,
          'Not proved: that a report was honest when it came in, and what coverage was counted over. See docs/proof.md.\n',
        ].join('\n'),
      );
    });
}

const ORIGINS: Readonly<Record<string, string>> = {
  ci: 'pipelines',
  token: 'machines',
  collector: 'collectors',
  person: 'people',
};
