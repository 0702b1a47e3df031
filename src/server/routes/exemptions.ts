import { z } from 'zod';
import { appendToLog, exemptionFacts } from '../../intake/log.ts';
import { findSystem } from '../../outputs/scorecard/find.ts';
import { DAY } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { ExemptionRequestRow } from '../../store/planning.ts';
import type { ExemptionRow } from '../../store/rows.ts';
import type { Writer } from '../../store/store.ts';
import { type Caller, reaches, sees } from '../access/caller.ts';
import { outOfReach } from '../access/policy.ts';
import { newId } from '../access/secret.ts';
import { Exemption, ExemptionDecision, Exemptions, NewExemption } from '../api/exemptions.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { notFound } from '../shown.ts';
import { isOwnRequest, shownExemptions } from './exemptions-shown.ts';
import { actorName } from './people.ts';

/** Whoever approves looks at it again in the end: nothing is exempt for good. */
const LONGEST = 2 * 366 * DAY;
const Params = z.object({ exemption: z.string().min(1).max(200) });

/** Aspects that do not apply to systems: asked for by one person, approved by another, until a date. */
export function exemptionRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'Exemptions';

  declare(
    {
      id: 'listExemptions',
      method: 'GET',
      path: '/exemptions',
      tag,
      summary: 'Exemptions that count, and those that were asked for: why, by whom, and until when.',
      policy: { may: 'read', scoped: true },
      query: z.object({
        system: z.string().max(200).optional().describe('Only those of this system'),
        organization: z.string().optional(),
      }),
      answer: Exemptions,
    },
    async ({ organization, caller, access, query }) => {
      const rows = await shownExemptions(store.reader(organization.id), caller, access, now());
      return {
        rows: rows.filter(
          ({ system }) =>
            sees(access.reach, system) && (query.system === undefined || query.system === system),
        ),
      };
    },
  );

  declare(
    {
      id: 'askForExemption',
      method: 'POST',
      path: '/exemptions',
      tag,
      summary: 'Ask to leave an aspect that does not apply out of a system’s score; it counts once approved.',
      policy: { may: 'contribute' },
      body: NewExemption,
      answer: Exemption,
      status: 201,
    },
    async ({ organization, caller, access, body, request }) =>
      store.write(organization.id, async (writer) => {
        const system = findSystem(await writer.systems(), body.system);
        if (!reaches(access.reach, system)) throw outOfReach();
        const { aspect, reason } = body;
        const until = endOf(body.until, now());
        await notAskedYet(writer, system.id, aspect);
        const row: ExemptionRequestRow = {
          id: newId(),
          system: system.id,
          aspect,
          reason,
          until,
          asked: now(),
          asker: actorId(caller),
          by: actorName(caller),
          state: 'pending',
          decided: undefined,
          decider: undefined,
          decidedBy: undefined,
          answer: '',
        };
        await writer.putExemptionRequest(row);
        const detail = { id: row.id, aspect, reason, until: body.until };
        await writer.addAudit(auditRow(request, now(), 'exemption.ask', `system ${system.id}`, detail));
        return one(await shownExemptions(writer, caller, access, now()), row.id);
      }),
  );

  declare(
    {
      id: 'decideExemption',
      method: 'POST',
      path: '/exemptions/:exemption/decision',
      tag,
      summary: 'Approve an exemption that somebody else asked for, or decline it.',
      policy: { may: 'administer' },
      params: Params,
      body: ExemptionDecision,
      answer: Exemption,
    },
    async ({ organization, caller, access, params, body, request }) =>
      store.write(organization.id, async (writer) => {
        const asked = await pending(writer, params.exemption);
        const own = isOwnRequest(asked, caller);
        if (own && body.approve && caller.kind !== 'alone')
          throw new Refusal(
            'forbidden',
            'Nobody approves an exemption that they ask for themselves.',
            {},
            'Ask another administrator to approve it.',
          );
        if (body.approve && asked.until <= now())
          throw new Refusal('conflict', 'It would have ended already.', {}, 'Decline it, and ask anew.');
        await writer.putExemptionRequest({
          ...asked,
          state: body.approve ? 'approved' : 'declined',
          decided: now(),
          decider: actorId(caller),
          decidedBy: actorName(caller),
          answer: body.answer,
        });
        if (body.approve) await approve(writer, asked, caller, own);
        const action = body.approve ? 'exemption.approve' : 'exemption.decline';
        const { id, aspect, by } = asked;
        const detail = { id, aspect, asker: by, answer: body.answer, alone: own };
        await writer.addAudit(auditRow(request, now(), action, `system ${asked.system}`, detail));
        return one(await shownExemptions(writer, caller, access, now()), id);
      }),
  );

  /** It counts from now on, and the log says so. */
  async function approve(writer: Writer, asked: ExemptionRequestRow, caller: Caller, own: boolean) {
    const { id, system, aspect, reason, until } = asked;
    const name = actorName(caller);
    const approver = own ? `${name}, who asked for it; nobody else approved` : name;
    const row: ExemptionRow = { id, system, aspect, from: now(), until, reason, approver, learned: now() };
    await writer.putExemption(row);
    await appendToLog(writer, exemptionFacts(row));
  }

  declare(
    {
      id: 'withdrawExemption',
      method: 'POST',
      path: '/exemptions/:exemption/withdraw',
      tag,
      summary: 'Take back what one asked for oneself, while nobody decided.',
      policy: { may: 'contribute' },
      params: Params,
      answer: Exemption,
    },
    async ({ organization, caller, access, params, request }) =>
      store.write(organization.id, async (writer) => {
        const asked = await pending(writer, params.exemption);
        if (!isOwnRequest(asked, caller))
          throw new Refusal(
            'forbidden',
            'Somebody else asked for it.',
            {},
            'An administrator can decline it.',
          );
        await writer.putExemptionRequest({ ...asked, state: 'withdrawn', decided: now() });
        const detail = { id: asked.id, aspect: asked.aspect };
        await writer.addAudit(
          auditRow(request, now(), 'exemption.withdraw', `system ${asked.system}`, detail),
        );
        return one(await shownExemptions(writer, caller, access, now()), asked.id);
      }),
  );

  declare(
    {
      id: 'endExemption',
      method: 'DELETE',
      path: '/exemptions/:exemption',
      tag,
      summary: 'End an exemption now.',
      policy: { may: 'administer' },
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        const row = (await writer.exemptions()).find(({ id }) => id === params.exemption);
        if (!row) throw notFound('exemption');
        const ended = { ...row, until: Math.max(row.from, Math.min(row.until, now())) };
        await writer.putExemption(ended);
        await appendToLog(writer, exemptionFacts(ended));
        const { id, aspect, reason, approver } = row;
        const detail = { id, aspect, reason, approver };
        await writer.addAudit(auditRow(request, now(), 'exemption.end', `system ${row.system}`, detail));
      });
      return undefined;
    },
  );
}

function endOf(text: string, now: number): number {
  const until = Date.parse(text);
  if (until <= now)
    throw new Refusal(
      'usage',
      'The exemption ends before it begins.',
      { field: 'until' },
      'Give a later end.',
    );
  if (until - now > LONGEST)
    throw new Refusal(
      'usage',
      'An exemption lasts two years at most.',
      { field: 'until' },
      'Give an earlier end; it can be asked for again then.',
    );
  return until;
}

async function notAskedYet(writer: Writer, system: string, aspect: string): Promise<void> {
  const same = (await writer.exemptionRequests()).some(
    (row) => row.state === 'pending' && row.system === system && row.aspect === aspect,
  );
  if (same)
    throw new Refusal(
      'conflict',
      'Somebody asked for this already, and nobody decided yet.',
      { field: 'aspect' },
      'Wait for the answer.',
    );
}

/** What was asked for and not decided yet. @throws Refusal `not-found`, `conflict` */
async function pending(writer: Writer, id: string): Promise<ExemptionRequestRow> {
  const row = (await writer.exemptionRequests()).find((each) => each.id === id);
  if (!row) throw notFound('exemption');
  if (row.state === 'pending') return row;
  throw new Refusal('conflict', `It was ${row.state} already.`, {}, 'Look at the list again.');
}

function actorId(caller: Caller): string {
  return caller.kind === 'nobody' ? '' : caller.actor.id;
}

function one(rows: z.output<typeof Exemptions>['rows'], id: string): z.output<typeof Exemption> {
  const row = rows.find((each) => each.id === id);
  if (!row) throw notFound('exemption');
  return row;
}
