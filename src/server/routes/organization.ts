import type { z } from 'zod';
import { ADAPTERS } from '../../adapters/registry.ts';
import { EXAMPLE } from '../../intake/organization.ts';
import { catalogue } from '../../outputs/catalogue.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Language } from '../../records/words.ts';
import type { OrganizationRow } from '../../store/rows.ts';
import { accessTo } from '../access/caller.ts';
import { forbidden } from '../access/policy.ts';
import { CatalogueAnswer, ModelAnswer } from '../api/model.ts';
import { NewOrganization, Organization, OrganizationChange, Organizations } from '../api/organization.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { roleOf } from './people.ts';

/** Organizations, the model that they are assessed by, and what was changed in them. */
export function organizationRoutes(declare: Declare, { store, model, version, now }: Shared): void {
  const tag = 'Organization';

  declare(
    {
      id: 'listOrganizations',
      method: 'GET',
      path: '/organizations',
      tag,
      summary: 'Organizations that the caller has a part in.',
      policy: { person: 'Only those that the person is a member of.' },
      answer: Organizations,
    },
    async ({ caller }) => ({
      rows: (await store.organizations())
        .filter((row) => accessTo(caller, row) !== undefined)
        .map((row) => ({
          id: row.id,
          name: row.name,
          example: row.example,
          role: row.example ? null : roleOf(caller, row.id),
        })),
    }),
  );

  declare(
    {
      id: 'addOrganization',
      method: 'POST',
      path: '/organizations',
      tag,
      summary: 'Make another organization, strictly apart from the others; whoever makes it owns it.',
      policy: { may: 'own' },
      body: NewOrganization,
      answer: Organizations.shape.rows.element,
      status: 201,
    },
    async ({ caller, body, request }) => {
      const { id, name, timeZone } = body;
      if (caller.kind !== 'person') throw forbidden('own');
      if ((await store.organizations()).some((row) => row.id === id))
        throw new Refusal('conflict', `The id "${id}" is taken.`, { field: 'id' }, 'Choose another.');
      await store.write(id, async (writer) => {
        await writer.putOrganization({ id, name, timeZone, created: now(), example: false });
        await writer.addAudit(auditRow(request, now(), 'organization.add', `organization ${id}`, { name }));
      });
      await store.writeAccounts((writer) =>
        writer.putMember({
          organization: id,
          person: caller.person.id,
          role: 'owner',
          teams: [],
          created: now(),
        }),
      );
      return { id, name, example: false, role: 'owner' as const };
    },
  );

  declare(
    {
      id: 'getOrganization',
      method: 'GET',
      path: '/organization',
      tag,
      summary: 'The organization that is shown, in numbers.',
      policy: { may: 'read' },
      answer: Organization,
    },
    async ({ organization }) => shown(organization),
  );

  declare(
    {
      id: 'changeOrganization',
      method: 'PUT',
      path: '/organization',
      tag,
      summary: 'Name the organization, and say in which time zone its days are.',
      policy: { may: 'administer' },
      body: OrganizationChange,
      answer: Organization,
    },
    async ({ organization, body, request, ifMatch }) => {
      ifMatch(await shown(organization));
      if (organization.id === EXAMPLE) throw forbidden('administer');
      const after = { ...organization, ...body };
      await store.write(organization.id, async (writer) => {
        await writer.putOrganization(after);
        await writer.addAudit(
          auditRow(request, now(), 'organization.change', `organization ${organization.id}`, body),
        );
      });
      return shown(after);
    },
  );

  async function shown(organization: OrganizationRow): Promise<z.output<typeof Organization>> {
    const reader = store.reader(organization.id);
    const [systems, counts] = await Promise.all([reader.systems(), reader.counts()]);
    const { documents, evidence, refusals, unowned } = counts;
    return {
      id: organization.id,
      name: organization.name,
      timeZone: organization.timeZone,
      example: organization.example,
      empty: systems.length === 0 && documents === 0 && refusals === 0,
      version,
      model: { version: model.version, overrides: [...model.overrides] },
      counts: {
        systems: systems.length,
        documents,
        evidence,
        refusals,
        unowned: unowned.evidence + unowned.things + unowned.results,
      },
    };
  }

  declare(
    {
      id: 'getModel',
      method: 'GET',
      path: '/model',
      tag,
      summary: 'The maturity model, with the overrides of this installation.',
      policy: { anyone: 'It is the same for everyone, and says nothing of anybody.' },
      answer: ModelAnswer,
    },
    async ({ model }) => model,
  );

  const catalogues = new Map<Language, ReturnType<typeof catalogue>>();
  declare(
    {
      id: 'getCatalogue',
      method: 'GET',
      path: '/catalogue',
      tag,
      summary: 'How each tool of the model becomes evidence, and what each format proves.',
      policy: { anyone: 'It is the same for everyone, and says nothing of anybody.' },
      answer: CatalogueAnswer,
    },
    async ({ model }) => {
      const tools = catalogues.get(model.language) ?? catalogue(model, ADAPTERS);
      catalogues.set(model.language, tools);
      return tools;
    },
  );
}
