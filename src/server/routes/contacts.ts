import { z } from 'zod';
import { findSystem } from '../../outputs/scorecard/find.ts';
import type { ContactRow, PlanningReader } from '../../store/planning.ts';
import type { SystemRow } from '../../store/rows.ts';
import { reaches, sees } from '../access/caller.ts';
import { outOfReach } from '../access/policy.ts';
import { Contacts, ContactsChange } from '../api/contacts.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';

const Params = z.object({ system: z.string().min(1).max(200) });
type Declared = z.output<typeof ContactsChange>;

/** Who answers for a system: its owners and support engineers, as declared and as the records name them. */
export function contactRoutes(declare: Declare, { store, now }: Shared): void {
  const tag = 'Systems';

  /** Names of the members of a system's team. */
  async function teamOf(organization: string, { team }: Pick<SystemRow, 'team'>): Promise<string[]> {
    if (team === undefined) return [];
    const members = await store.accounts().members(organization);
    return members
      .filter(({ teams }) => teams.includes(team))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en'));
  }

  declare(
    {
      id: 'getContacts',
      method: 'GET',
      path: '/systems/:system/contacts',
      tag,
      summary: 'Who owns a system and who supports it, beside the owners that its resources name.',
      policy: { may: 'read', scoped: true },
      params: Params,
      answer: Contacts,
    },
    async ({ organization, access, params }) => {
      const reader = store.reader(organization.id);
      const system = findSystem(
        (await reader.systems()).filter(({ id }) => sees(access.reach, id)),
        params.system,
      );
      return shown(reader, system.id, await teamOf(organization.id, system));
    },
  );

  declare(
    {
      id: 'setContacts',
      method: 'PUT',
      path: '/systems/:system/contacts',
      tag,
      summary: 'Say who owns a system and who supports it.',
      policy: { may: 'contribute' },
      params: Params,
      body: ContactsChange,
      answer: Contacts,
    },
    async ({ organization, access, params, body, request, ifMatch }) => {
      const { id, team } = findSystem(await store.reader(organization.id).systems(), params.system);
      if (!reaches(access.reach, { id, team })) throw outOfReach();
      const members = await teamOf(organization.id, { team });
      return store.write(organization.id, async (writer) => {
        ifMatch(await shown(writer, id, members));
        await writer.putContacts(id, rowsOf(body));
        const counts = { owners: body.owners.length, support: body.support.length };
        await writer.addAudit(auditRow(request, now(), 'system.contacts', `system ${id}`, counts));
        return shown(writer, id, members);
      });
    },
  );
}

async function shown(
  reader: PlanningReader,
  system: string,
  team: string[],
): Promise<z.output<typeof Contacts>> {
  return {
    ...declaredOf(await reader.contacts(system)),
    team,
    named: await reader.ownersNamed(system),
  };
}

function declaredOf(rows: readonly ContactRow[]): Declared {
  const of = (kind: ContactRow['kind']) =>
    rows.filter((row) => row.kind === kind).map(({ name, reach }) => ({ name, reach: reach ?? null }));
  return { owners: of('owner'), support: of('support') };
}

function rowsOf({ owners, support }: Declared): Omit<ContactRow, 'system'>[] {
  const as = (kind: ContactRow['kind'], contacts: Declared['owners']) =>
    contacts.map(({ name, reach }) => ({ kind, name, reach: reach ?? undefined }));
  return [...as('owner', owners), ...as('support', support)];
}
