import { formatInstant, type Instant } from '../../records/instant.ts';
import { FACETS, type ListFilter, type ListName, ORDERS } from '../../store/lists.ts';
import type { Reader } from '../../store/store.ts';
import { ComponentRow, FindingRow, IdentityRow, ThingRow } from '../api/lists.ts';
import { type Counted, type List, owned, type Wanted } from './list.ts';

const when = (instant: Instant | undefined) => (instant === undefined ? null : formatInstant(instant));

/** The names of facets were checked against the list's own when the query was read. */
function filterOf<Name extends ListName>(_list: Name, { chosen, search, within }: Wanted): ListFilter<Name> {
  return {
    chosen: chosen as NonNullable<ListFilter<Name>['chosen']>,
    ...(search !== undefined && { search }),
    ...(within && { within }),
  };
}

function counting(list: ListName) {
  return async (reader: Reader, wanted: Wanted): Promise<Counted> => {
    const filter = filterOf(list, wanted);
    const facets = await reader.facetCounts(list, filter);
    return {
      total: await reader.countRows(list, filter),
      amounts: [],
      facets: facets.map((each) => ({
        ...each,
        values: each.values.map((value) => ({ ...value, amounts: [] })),
      })),
    };
  };
}

export const THINGS: List<typeof ThingRow> = {
  name: 'things',
  what: 'things that are known',
  facets: FACETS.things,
  orders: ORDERS.things,
  row: ThingRow,
  count: counting('things'),
  async page(reader, wanted, page, names) {
    const order = wanted.order === 'newest' ? 'newest' : 'name';
    const { rows, next } = await reader.listThings(filterOf('things', wanted), order, page);
    return {
      next,
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        name: row.name,
        ...owned(row.system, names),
        owner: row.owner ?? null,
        account: row.account ?? null,
        public: row.public ?? null,
        pii: row.pii ?? null,
        firstSeen: formatInstant(row.firstSeen),
        lastSeen: formatInstant(row.lastSeen),
        keys: row.keys,
      })),
    };
  },
};

export const FINDINGS: List<typeof FindingRow> = {
  name: 'findings',
  what: 'open findings',
  facets: FACETS.findings,
  orders: ORDERS.findings,
  row: FindingRow,
  count: counting('findings'),
  async page(reader, wanted, page, names) {
    const order = ORDERS.findings.find((each) => each === wanted.order) ?? 'worst';
    const { rows, next } = await reader.listFindings(filterOf('findings', wanted), order, page);
    return {
      next,
      rows: rows.map((row) => ({
        fingerprint: row.fingerprint,
        severity: row.severity,
        aspect: row.aspect,
        rule: row.rule,
        title: row.title ?? null,
        resource: row.thingName ?? null,
        location: row.location ?? null,
        ...owned(row.system, names),
        tools: row.sources,
        openSince: formatInstant(row.openSince ?? row.firstSeen),
        firstSeen: formatInstant(row.firstSeen),
        lastSeen: formatInstant(row.lastSeen),
        message: row.message ?? null,
        thing: row.thing ?? null,
        document: row.document,
      })),
    };
  },
};

export const IDENTITIES: List<typeof IdentityRow> = {
  name: 'identities',
  what: 'people and machines that can sign in',
  facets: FACETS.identities,
  orders: ORDERS.identities,
  row: IdentityRow,
  count: counting('identities'),
  async page(reader, wanted, page, names) {
    const { rows, next } = await reader.listIdentities(filterOf('identities', wanted), page);
    return {
      next,
      rows: rows.map((row) => ({
        name: row.name,
        type: row.type,
        ...owned(row.system, names),
        account: row.account ?? null,
        central: row.central ?? null,
        active: row.active ?? null,
        admin: row.admin ?? null,
        mfa: row.mfa ?? null,
        created: when(row.created),
        lastUsed: when(row.used),
        credentialChanged: when(row.changed),
        firstSeen: formatInstant(row.firstSeen),
        lastSeen: formatInstant(row.lastSeen),
        thing: row.thing ?? null,
        document: row.document,
      })),
    };
  },
};

export const COMPONENTS: List<typeof ComponentRow> = {
  name: 'components',
  what: 'versions of software that systems have',
  facets: FACETS.components,
  orders: ORDERS.components,
  row: ComponentRow,
  count: counting('components'),
  async page(reader, wanted, page, names) {
    const { rows, next } = await reader.listComponents(filterOf('components', wanted), page);
    return {
      next,
      rows: rows.map((row) => ({
        name: row.name,
        version: row.version ?? null,
        licence: row.licence ?? null,
        ecosystem: row.ecosystem ?? null,
        systems: row.systems.map((id) => ({ id, name: names.get(id) ?? id })),
        places: row.places,
        firstSeen: formatInstant(row.firstSeen),
        lastSeen: formatInstant(row.lastSeen),
      })),
    };
  },
};
