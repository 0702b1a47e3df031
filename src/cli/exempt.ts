import { Command } from 'commander';
import { auditLine } from './accounts/change.ts';
import type { Context } from './context.ts';
import { instantOption, ownOrganization, type StoreOptions, withStore } from './options.ts';
import { plain } from './print.ts';

interface Options extends StoreOptions {
  reason: string;
  approver: string;
  until: string;
  from?: string;
}

/** `assay exempt SYSTEM ASPECT`: says that an aspect does not apply to a system, until a date. */
export function exemptCommand(context: Context): Command {
  return withStore(
    new Command('exempt').description(
      'leave an aspect that does not apply out of a system’s score, until a date',
    ),
  )
    .argument('<system>', 'the system')
    .argument('<aspect>', 'one of the 15 aspects, e.g. backup')
    .requiredOption('--reason <text>', 'why it does not apply')
    .requiredOption('--approver <name>', 'who approved it')
    .requiredOption('--until <instant>', 'when it ends')
    .option('--from <instant>', 'when it begins (default: now)')
    .addHelpText(
      'after',
      "\nExample:\n  assay exempt brochure backup --reason 'holds no data' --approver 'head of security' --until 2027-06-30",
    )
    .action(async (name: string, aspect: string, options: Options) => {
      const { createHash } = await import('node:crypto');
      const { withSession } = await import('./session.ts');
      const { appendToLog, exemptionFacts } = await import('../intake/log.ts');
      const { findSystem } = await import('../outputs/scorecard/find.ts');
      const { isAspect, ASPECTS } = await import('../records/words.ts');
      const { Refusal } = await import('../records/refusal.ts');
      if (!isAspect(aspect)) {
        throw new Refusal('usage', `"${aspect}" is no aspect.`, {}, `The aspects are ${ASPECTS.join(', ')}.`);
      }
      const now = context.now();
      const from = instantOption('--from', options.from) ?? now;
      const until = instantOption('--until', options.until) ?? now;
      if (until <= from)
        throw new Refusal('usage', 'The exemption ends before it begins.', {}, 'Give a later --until.');
      await withSession(ownOrganization(options), context, async ({ store, organization }) => {
        const system = findSystem(await store.reader(organization.id).systems(), name);
        const { reason, approver } = options;
        const id = createHash('sha256')
          .update(`${system.id}\n${aspect}\n${from}\n${until}\n${now}`)
          .digest('hex')
          .slice(0, 16);
        const row = { id, system: system.id, aspect, from, until, reason, approver, learned: now };
        const detail = { id, aspect, reason, approver };
        const said = { action: 'exemption.add', target: `system ${system.id}`, detail };
        const line = await auditLine(context, said);
        await store.write(organization.id, async (writer) => {
          await writer.putExemption(row);
          await appendToLog(writer, exemptionFacts(row));
          await writer.addAudit(line);
        });
        context.stderr.write(
          `${plain(system.name)} is exempt from ${aspect} until ${new Date(until).toISOString()}.\n`,
        );
      });
    });
}
