import type { Kysely } from 'kysely';
import type { AspectId } from '../../records/words.ts';
import type { ExemptionRequestRow } from '../planning.ts';
import type { Tables } from './tables.ts';
import { cleanText } from './text.ts';

/** Exemptions that somebody asked for, newest first. */
export async function exemptionRequests(
  db: Kysely<Tables>,
  organization: string,
): Promise<ExemptionRequestRow[]> {
  const rows = await db
    .selectFrom('exemption_request')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('asked', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ organization: _, ends, decided_by, ...row }) => ({
    ...row,
    aspect: row.aspect as AspectId,
    until: ends,
    state: row.state as ExemptionRequestRow['state'],
    decided: row.decided ?? undefined,
    decider: row.decider ?? undefined,
    decidedBy: decided_by ?? undefined,
  }));
}

/** Inserts, or keeps by id what was decided. */
export async function putExemptionRequest(
  db: Kysely<Tables>,
  organization: string,
  row: ExemptionRequestRow,
): Promise<void> {
  const changing = {
    state: row.state,
    decided: row.decided ?? null,
    decider: row.decider === undefined ? null : cleanText(row.decider),
    decided_by: row.decidedBy === undefined ? null : cleanText(row.decidedBy),
    answer: cleanText(row.answer),
  };
  await db
    .insertInto('exemption_request')
    .values({
      organization,
      id: cleanText(row.id),
      system: cleanText(row.system),
      aspect: row.aspect,
      reason: cleanText(row.reason),
      ends: row.until,
      asked: row.asked,
      asker: cleanText(row.asker),
      by: cleanText(row.by),
      ...changing,
    })
    .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet(changing))
    .execute();
}
