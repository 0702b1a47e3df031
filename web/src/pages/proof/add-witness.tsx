import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewWitnessBody, WitnessMadeAnswer } from '../../../../src/server/api.ts';
import { send } from '../../api/session.ts';
import { Choice, Field } from '../../components/field.tsx';
import { text } from '../../text.ts';
import { AddForm, Once } from '../admin/form.tsx';

const KINDS = ['git', 'webhook', 'assay'] as const;
type Kind = (typeof KINDS)[number];

/** The form that names a witness, and its secret, this once. */
export function AddWitness() {
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>('git');
  const add = useMutation({
    mutationFn: (body: NewWitnessBody) => send<WitnessMadeAnswer>('POST', '/witnesses', body),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      {add.data?.secret && <Once label={text.proof.secretOnce} value={add.data.secret} />}
      <AddForm
        title={text.proof.addWitness}
        label={text.proof.add}
        pending={add.isPending}
        error={add.error}
        onAdd={(said, _, done) => {
          const key = kind === 'assay' ? said('key') : null;
          const body: NewWitnessBody = { name: said('name'), kind, target: said('target'), key };
          add.mutate(body, {
            onSuccess: () => {
              done();
              setKind('git');
            },
          });
        }}
      >
        <Field label={text.proof.name} name="name" required maxLength={200} />
        <Choice
          label={text.proof.kind}
          name="kind"
          options={KINDS.map((value) => ({ value, text: text.proof.kinds[value] }))}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'git')}
        />
        <Field
          label={text.proof.target}
          hint={text.proof.targetHints[kind]}
          name="target"
          required
          maxLength={2_000}
        />
        {kind === 'assay' && (
          <Field label={text.proof.witnessKey} hint={text.proof.witnessKeyHint} name="key" required />
        )}
      </AddForm>
    </>
  );
}
