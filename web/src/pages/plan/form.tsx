import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { AspectId } from '../../../../src/records/words.ts';
import { useTimeZone } from '../../api/organization.ts';
import { send } from '../../api/session.ts';
import { Choice } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { isAspect } from '../../words.ts';
import type { MapSystem } from '../portfolio/query.ts';
import { PlanFields } from './fields.tsx';
import { planOf } from './said.ts';

const route = getRouteApi('/plan');

/** Plans something: for the system and the aspect of the address, or for those that are chosen here. */
export function NewPlan({
  systems,
  aspects,
  chosen,
}: {
  systems: readonly MapSystem[];
  /** The order of their levels. */
  aspects: readonly AspectId[];
  chosen: MapSystem | undefined;
}) {
  const { aspect: wanted } = route.useSearch();
  const navigate = useNavigate({ from: '/plan' });
  const client = useQueryClient();
  const zone = useTimeZone();
  const details = useRef<HTMLDetailsElement>(null);
  const [other, setOther] = useState<string>();
  const system = chosen ?? systems.find(({ id }) => id === other) ?? systems[0];
  const open = aspects.flatMap((id, index) => {
    const level = system?.levels[index] ?? 0;
    return level === 0 || level === 5 ? [] : [{ id, level }];
  });
  const [picked, setPicked] = useState<AspectId>();
  const aspect = open.find(({ id }) => id === (wanted ?? picked)) ?? open[0];
  const add = useMutation({
    mutationFn: (body: unknown) => send('POST', '/plans', body),
    onSuccess: async () => {
      if (details.current) details.current.open = false;
      await navigate({ to: '/plan', search: (before) => ({ ...before, aspect: undefined }) });
      await client.invalidateQueries();
    },
  });
  useEffect(() => {
    if (wanted === undefined || !details.current) return;
    details.current.open = true;
    details.current.scrollIntoView({ block: 'start' });
    details.current.querySelector('select')?.focus();
  }, [wanted]);

  return (
    <details className="card plan-new no-print" ref={details}>
      <summary>{text.plan.add}</summary>
      <form
        className="plan-form"
        key={`${system?.id} ${aspect?.id}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!system || !aspect) return;
          const data = new FormData(event.currentTarget);
          add.mutate({ system: system.id, aspect: aspect.id, ...planOf(data, zone) });
        }}
      >
        {!chosen && (
          <Choice
            label={text.plan.system}
            name="system"
            chosen={system?.id ?? ''}
            options={systems.map(({ id, name }) => ({ value: id, text: name }))}
            onChange={setOther}
          />
        )}
        <Choice
          label={text.plan.aspect}
          name="aspect"
          chosen={aspect?.id ?? ''}
          options={open.map(({ id, level }) => ({
            value: id,
            text: `${text.aspects[id]} (${text.common.level(level)})`,
          }))}
          onChange={(value) => {
            if (!isAspect(value)) return;
            setPicked(value);
            void navigate({ to: '/plan', search: (before) => ({ ...before, aspect: undefined }) });
          }}
        />
        {aspect && <PlanFields above={aspect.level} />}
        <p className="plan-form-do">
          <button type="submit" className="button primary" disabled={add.isPending || !aspect}>
            {add.isPending ? text.common.loading : text.plan.add}
          </button>
        </p>
      </form>
      {add.error ? <ProblemNote error={add.error} /> : null}
    </details>
  );
}
