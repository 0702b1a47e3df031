import { useQuery } from '@tanstack/react-query';
import type { Level } from '../../../../src/records/words.ts';
import type { PlanAnswer } from '../../../../src/server/api.ts';
import { modelQuery, useTimeZone } from '../../api/organization.ts';
import { Choice, Field } from '../../components/field.tsx';
import { text } from '../../text.ts';
import { dayOf } from '../../time/day.ts';

const TARGETS: readonly Level[] = [2, 3, 4, 5];

/** What a new plan and a changed one are asked for alike. */
export function PlanFields({
  row,
  above,
}: {
  row?: PlanAnswer | undefined;
  /** Only levels above this one can be aimed at. */
  above: Level;
}) {
  const responses = useQuery(modelQuery).data?.responses ?? [];
  const zone = useTimeZone();
  return (
    <>
      <Choice
        label={text.plan.target}
        name="target"
        chosen={String(row?.target ?? Math.min(5, above + 1))}
        options={TARGETS.filter((level) => level > above).map((level) => ({
          value: String(level),
          text: `${level}: ${text.levels[level]}`,
        }))}
      />
      <Choice
        key={responses.length}
        label={text.plan.response}
        name="response"
        chosen={row?.response ?? 'use'}
        options={responses.map(({ id, title }) => ({ value: id, text: title }))}
      />
      <Field
        label={text.plan.owner}
        hint={text.plan.ownerHint}
        name="owner"
        required
        maxLength={200}
        defaultValue={row?.owner}
      />
      <Field
        label={text.plan.due}
        hint={text.plan.dueHint}
        name="due"
        type="date"
        defaultValue={row?.due ? dayOf(Date.parse(row.due), zone) : undefined}
      />
      <Field label={text.plan.note} name="note" maxLength={2_000} defaultValue={row?.note} />
    </>
  );
}
