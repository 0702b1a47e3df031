import { type Kysely, sql } from 'kysely';
import { DAY } from '../../records/instant.ts';
import type { AspectId, Automation, Output } from '../../records/words.ts';
import type { Writer } from '../store.ts';
import { changedDocuments } from './changes.ts';
import { chunksOf } from './chunks.ts';
import type { Scan } from './scan.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** What the columns selected hold, as they were written. */
type Statement = [string, string | null, AspectId, Output, Automation, number, number, number];

/** Charges so long before a system's latest one still tell what it costs a month (`exposure.ts`). */
const MONTH = 30 * DAY;

/** What retention reads and removes, in its transaction. */
export function retentionWriter(
  db: Kysely<Tables>,
  scan: Scan,
  organization: string,
): Pick<Writer, 'statements' | 'compact' | 'eraseContent' | 'forgetOld'> {
  async function compact(documents: readonly string[]): Promise<number> {
    const clean = documents.map(cleanText);
    await changedDocuments(db, organization, clean, ['evidence']);
    // The mark that lets evidence go, and nothing else, in this transaction only.
    const mark = (removing: 0 | 2) =>
      db.updateTable('organization').set({ removing }).where('id', '=', organization).execute();
    await mark(2);
    let gone = 0;
    let unowned = 0;
    for (const chunk of chunksOf(clean)) {
      const own = () =>
        db.deleteFrom('evidence').where('organization', '=', organization).where('document', 'in', chunk);
      const nobodys = await own().where('system', 'is', null).executeTakeFirst();
      const rest = await own().executeTakeFirst();
      unowned += Number(nobodys.numDeletedRows);
      gone += Number(nobodys.numDeletedRows + rest.numDeletedRows);
    }
    await mark(0);
    await db
      .updateTable('organization')
      .set((each) => ({
        evidence: each('evidence', '-', gone),
        unowned_evidence: each('unowned_evidence', '-', unowned),
      }))
      .where('id', '=', organization)
      .execute();
    return gone;
  }

  return {
    async statements(take) {
      const query = db
        .selectFrom('evidence')
        .select(['document', 'system', 'aspect', 'output', 'automation', 'declared', 'at', 'learned'])
        .where('organization', '=', organization)
        .orderBy('system')
        .orderBy('aspect')
        .orderBy('at');
      await scan(query.compile(), (row) => {
        const [document, system, aspect, output, automation, declared, at, learned] = row as Statement;
        take({
          document,
          system: system ?? undefined,
          aspect,
          output,
          automation,
          declared: declared === 1,
          at,
          learned,
        });
      });
    },

    compact,

    async eraseContent(id) {
      const document = cleanText(id);
      await changedDocuments(db, organization, [document], ['sighting', 'result', 'cost']);
      await compact([document]);
      for (const table of ['record', 'cost', 'sighting', 'result'] as const)
        await db
          .deleteFrom(table)
          .where('organization', '=', organization)
          .where('document', '=', document)
          .execute();
    },

    async forgetOld(before) {
      const refusals = await db
        .deleteFrom('refusal')
        .where('organization', '=', organization)
        .where('at', '<', before)
        .executeTakeFirst();
      const findings = await db
        .deleteFrom('result')
        .where('organization', '=', organization)
        .where('status', '=', 'pass')
        .where('last_seen', '<', before)
        .executeTakeFirst();
      const costs = await sql`delete from cost where organization = ${organization} and ends < ${before}
        and (system is null or begins <= (select max(latest.begins) from cost as latest
          where latest.organization = cost.organization and latest.system = cost.system
            and latest.currency = cost.currency) - ${MONTH})`.execute(db);
      const records = await db
        .deleteFrom('record')
        .where('organization', '=', organization)
        .where('at', '<', before)
        .executeTakeFirst();
      return {
        refusals: Number(refusals.numDeletedRows),
        findings: Number(findings.numDeletedRows),
        costs: Number(costs.numAffectedRows ?? 0n),
        records: Number(records.numDeletedRows),
      };
    },
  };
}
