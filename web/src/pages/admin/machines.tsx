import { useState } from 'react';
import type {
  SystemsAnswer,
  TokenMadeAnswer,
  TokensAnswer,
  TrustsAnswer,
} from '../../../../src/server/api.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { Moment } from '../../components/moment.tsx';
import { text } from '../../text.ts';
import { AddForm, Once } from './form.tsx';
import { List } from './list.tsx';
import { useSettings } from './use-settings.ts';

const VERBS = (['import', 'read', 'metrics'] as const).map((value) => ({
  value,
  text: text.admin.verbs[value],
}));

/** Tokens, and pipelines that are believed by their own identity. */
export function Machines() {
  const tokens = useSettings<TokensAnswer>('/tokens');
  const trusts = useSettings<TrustsAnswer>('/trusts');
  const systems = (useSettings<SystemsAnswer>('/systems').list.data?.rows ?? []).map(({ id, name }) => ({
    value: id,
    text: name,
  }));
  const [token, setToken] = useState<string>();
  const systemsOf = (of: readonly string[] | null) => (of === null ? text.admin.anySystem : of.join(', '));
  const granted = (said: (name: string) => string, all: (name: string) => string[]) => {
    const chosen = all('systems');
    return { name: said('name'), verbs: all('verbs'), systems: chosen.length === 0 ? null : chosen };
  };

  return (
    <>
      <h3>{text.admin.trusts}</h3>
      <p className="soft small">{text.admin.trustsLead}</p>
      <List
        label={text.admin.trusts}
        list={trusts.list}
        empty={text.admin.noTrusts}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          { head: text.admin.issuer, cell: ({ issuer }) => <span className="break">{issuer}</span> },
          {
            head: text.admin.claims,
            cell: ({ claims }) => (
              <code className="break">
                {Object.entries(claims)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(' ')}
              </code>
            ),
          },
          { head: text.admin.systems, cell: ({ systems: of }) => systemsOf(of) },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <Confirm
                label={text.admin.remove}
                title={text.admin.removeQuestion(name)}
                detail={text.admin.removeTrust}
                busy={trusts.change.isPending}
                onConfirm={() => trusts.change.mutate({ method: 'DELETE', to: `/trusts/${id}` })}
              />
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addTrust}
        label={text.admin.add}
        pending={trusts.change.isPending}
        error={trusts.change.error}
        onAdd={(said, all, done) =>
          trusts.change.mutate(
            {
              method: 'POST',
              to: '/trusts',
              body: {
                ...granted(said, all),
                issuer: said('issuer'),
                audience: said('audience'),
                claims: Object.fromEntries(
                  said('claims')
                    .split(/\s+/)
                    .filter(Boolean)
                    .map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
                ),
              },
            },
            { onSuccess: done },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
        <Field
          label={text.admin.issuer}
          hint={text.admin.issuerHint}
          name="issuer"
          type="url"
          defaultValue="https://token.actions.githubusercontent.com"
          required
        />
        <Field
          label={text.admin.audience}
          hint={text.admin.audienceHint}
          name="audience"
          defaultValue={window.location.origin}
          required
        />
        <Field
          label={text.admin.claims}
          hint={text.admin.claimsHint}
          name="claims"
          placeholder="repository=acme/payments"
          required
        />
        <Choice label={text.admin.may} name="verbs" options={VERBS} several chosen="" />
        {systems.length > 0 && (
          <Choice label={text.admin.systemsReach} name="systems" options={systems} several />
        )}
      </AddForm>
      <h3>{text.admin.tokens}</h3>
      {token !== undefined && <Once label={text.admin.tokenOnce} value={token} />}
      <List
        label={text.admin.tokens}
        list={tokens.list}
        empty={text.admin.noTokens}
        columns={[
          { head: text.admin.name, cell: ({ name }) => name },
          {
            head: text.admin.may,
            cell: ({ verbs }) => verbs.map((verb) => text.admin.verbs[verb]).join(', '),
          },
          { head: text.admin.systems, cell: ({ systems: of }) => systemsOf(of) },
          {
            head: text.admin.until,
            cell: ({ expires }) => (expires === null ? text.common.never : <Moment instant={expires} />),
          },
          {
            head: text.admin.used,
            cell: ({ used }) => (used === null ? text.common.never : <Moment instant={used} />),
          },
          {
            head: text.admin.do,
            cell: ({ id, name }) => (
              <Confirm
                label={text.admin.takeBack}
                title={text.admin.removeQuestion(name)}
                detail={text.admin.removeToken}
                busy={tokens.change.isPending}
                onConfirm={() => tokens.change.mutate({ method: 'DELETE', to: `/tokens/${id}` })}
              />
            ),
          },
        ]}
      />
      <AddForm
        title={text.admin.addToken}
        label={text.admin.add}
        pending={tokens.change.isPending}
        error={tokens.change.error}
        onAdd={(said, all, done) =>
          tokens.change.mutate(
            { method: 'POST', to: '/tokens', body: { ...granted(said, all), days: Number(said('days')) } },
            {
              onSuccess: (answer) => {
                // The answer of this path, as the server declares it.
                setToken((answer as TokenMadeAnswer).token);
                done();
              },
            },
          )
        }
      >
        <Field label={text.admin.name} name="name" required maxLength={200} />
        <Choice label={text.admin.may} name="verbs" options={VERBS} several />
        {systems.length > 0 && (
          <Choice label={text.admin.systemsReach} name="systems" options={systems} several />
        )}
        <Field
          label={text.admin.days}
          name="days"
          type="number"
          min={1}
          max={730}
          defaultValue={90}
          required
        />
      </AddForm>
    </>
  );
}
