import { useQuery } from '@tanstack/react-query';
import type { OrganizationsAnswer } from '../../../../src/server/api.ts';
import { organizationQuery } from '../../api/organization.ts';
import { Field } from '../../components/field.tsx';
import { ProblemNote } from '../../components/problem.tsx';
import { text } from '../../text.ts';
import { useSettings } from './use-settings.ts';

/** The organization's name and time zone. */
export function OrganizationSettings() {
  const organization = useQuery(organizationQuery).data;
  const { list, change } = useSettings<OrganizationsAnswer>('/organizations');
  if (!organization) return null;
  return (
    <>
      <form
        className="admin-form card"
        key={organization.id}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const body = { name: String(form.get('name')), timeZone: String(form.get('timeZone')) };
          change.mutate({ method: 'PUT', to: '/organization', body });
        }}
      >
        <Field
          label={text.admin.name}
          name="name"
          defaultValue={organization.name}
          required
          maxLength={200}
        />
        <Field
          label={text.admin.timeZone}
          hint={text.admin.timeZoneHint}
          name="timeZone"
          defaultValue={organization.timeZone}
          required
        />
        <p>
          <button type="submit" className="button primary" disabled={change.isPending}>
            {text.admin.save}
          </button>
        </p>
        {change.error && <ProblemNote error={change.error} />}
        {change.isSuccess && <p role="status">{text.admin.saved}</p>}
      </form>
      {(list.data?.rows.length ?? 0) > 1 && (
        <p className="soft small">
          {text.admin.organizations(list.data?.rows.map(({ name }) => name) ?? [])}
        </p>
      )}
    </>
  );
}
