import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkshopAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Choice } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import type { MapSystem } from '../portfolio/query.ts';
import { newPerson, People, type Person } from './people.tsx';

const route = getRouteApi('/workshops');
/** Whom the model wants in the room. */
const WANTED = ['product-owner', 'manager', 'operations', 'developer', 'security'] as const;

/** Chooses the system and the people, and begins. */
export function Begin({ systems }: { systems: readonly MapSystem[] }) {
  const { system: wanted } = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [people, setPeople] = useState<Person[]>(() => WANTED.map((role) => newPerson(role)));
  const begin = useMutation({
    mutationFn: (system: string) =>
      send<WorkshopAnswer>('POST', '/workshops', {
        system,
        people: people.filter(({ name }) => name.trim() !== ''),
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries();
      await navigate({ to: '/workshops/$workshop', params: { workshop: id } });
    },
  });
  return (
    <details className="card plan-new no-print" open={wanted !== undefined}>
      <summary>{text.workshop.begin}</summary>
      <form
        className="workshop-begin"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate(String(new FormData(event.currentTarget).get('system')));
        }}
      >
        <Choice
          label={text.workshop.system}
          name="system"
          chosen={wanted ?? systems[0]?.id ?? ''}
          options={systems.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <People people={people} onChange={setPeople} />
        <p>
          <button type="submit" className="button primary" disabled={begin.isPending}>
            {begin.isPending ? text.common.loading : text.workshop.start}
          </button>
        </p>
      </form>
      {begin.error ? <ProblemNote error={begin.error} /> : null}
    </details>
  );
}
