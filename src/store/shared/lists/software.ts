import { type Kysely, sql } from 'kysely';
import type { Key } from '../../../records/key.ts';
import type { ComponentPlace, IdentityRow, ListReader } from '../../lists.ts';
import { decode, page } from '../page.ts';
import { KEPT } from '../schema-lists.ts';
import type { Tables } from '../tables.ts';
import { cleanText } from '../text.ts';
import { narrowed } from './narrow.ts';

/** Places of one component that are told. */
const PLACES = 1_000;

/** Identities and components, as the newest documents have them. */
export function latestReader(
  db: Kysely<Tables>,
  organization: string,
): Pick<ListReader, 'listIdentities' | 'listComponents' | 'componentPlaces'> {
  return {
    async listIdentities(filter, wanted) {
      const cursor = decode(wanted, ['string', 'string', 'string']);
      const [name = '', system = '', thing = ''] = cursor ?? [];
      // Identities have no version and no licence; named here, for they stand between in the index.
      const beyond = cursor
        ? sql`and (name, version, licence, system, thing) > (${sql.join([name, '', '', system, thing])})`
        : sql``;
      const { rows } = await sql<Tables['latest']>`select * from latest
        where ${narrowed('identities', organization, filter)} ${beyond}
        order by name, version, licence, system, thing limit ${wanted.limit + 1}`.execute(db);
      return page(rows, wanted.limit, (row) => [row.name, row.system, row.thing], identityOut);
    },

    async listComponents(filter, wanted) {
      const cursor = decode(wanted, ['string', 'string', 'string']);
      const beyond = cursor ? sql`and (name, version, licence) > (${sql.join(cursor)})` : sql``;
      const where = narrowed('components', organization, filter);
      const { rows } =
        await sql<Grouped>`select name, version, licence, max(type) as type, count(*) as places,
          min(first_seen) as first_seen, max(last_seen) as last_seen
        from latest where ${where} ${beyond}
        group by name, version, licence order by name, version, licence limit ${wanted.limit + 1}`.execute(
          db,
        );
      const systems = await systemsOf(rows.slice(0, wanted.limit));
      return page(
        rows,
        wanted.limit,
        (row) => [row.name, row.version, row.licence],
        (row) => ({
          name: row.name,
          version: row.version || undefined,
          licence: row.licence || undefined,
          ecosystem: row.type || undefined,
          systems: systems.get(idOf(row)) ?? [],
          places: Number(row.places),
          firstSeen: Number(row.first_seen),
          lastSeen: Number(row.last_seen),
        }),
      );

      async function systemsOf(listed: readonly Grouped[]) {
        const found = new Map<string, string[]>();
        const [first, last] = [listed[0], listed[listed.length - 1]];
        if (!first || !last) return found;
        const those = await sql<Named & { system: string }>`select distinct name, version, licence, system
          from latest where ${where} and system <> ''
            and (name, version, licence) >= (${sql.join([first.name, first.version, first.licence])})
            and (name, version, licence) <= (${sql.join([last.name, last.version, last.licence])})
          order by system`.execute(db);
        for (const row of those.rows) {
          const systems = found.get(idOf(row));
          if (systems) systems.push(row.system);
          else found.set(idOf(row), [row.system]);
        }
        return found;
      }
    },

    async componentPlaces({ name, version, licence }) {
      const kept = (words: string | undefined, most: number) =>
        [...cleanText(words ?? '')].slice(0, most).join('');
      const { rows } = await sql<Tables['latest'] & { thing_name: string | null }>`
        select latest.*, thing.name as thing_name from latest
        left join thing on thing.organization = latest.organization and thing.id = latest.thing
        where latest.organization = ${organization} and latest.kind = 'component'
          and latest.name = ${kept(name, KEPT.name)} and latest.version = ${kept(version, KEPT.version)}
          and latest.licence = ${kept(licence, KEPT.licence)}
        order by latest.system, latest.thing limit ${PLACES}`.execute(db);
      return rows.map(
        (row): ComponentPlace => ({
          system: row.system || undefined,
          thing: row.thing || undefined,
          thingName: row.thing_name ?? undefined,
          firstSeen: row.first_seen,
          lastSeen: row.last_seen,
          document: row.document,
        }),
      );
    },
  };
}

interface Named {
  name: string;
  version: string;
  licence: string;
}
interface Grouped extends Named {
  type: string;
  places: number;
  first_seen: number;
  last_seen: number;
}

function idOf({ name, version, licence }: Named): string {
  return JSON.stringify([name, version, licence]);
}

function identityOut(row: Tables['latest']): IdentityRow {
  const truth = (value: number | null) => (value === null ? undefined : value === 1);
  return {
    thing: row.thing || undefined,
    system: row.system || undefined,
    name: row.name,
    type: row.type,
    account: (row.account || undefined) as Key | undefined, // as it was written
    central: truth(row.central),
    active: truth(row.active),
    admin: truth(row.admin),
    mfa: truth(row.mfa),
    created: row.created ?? undefined,
    used: row.used ?? undefined,
    changed: row.changed ?? undefined,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    document: row.document,
  };
}
