import { z } from 'zod';
import { formatInstant } from '../../records/instant.ts';
import { ASPECTS } from '../../records/words.ts';
import type { Reader } from '../../store/store.ts';
import { type Reach, sees } from '../access/caller.ts';
import { ComponentPlaces, Facets, ThingSeen } from '../api/lists.ts';
import { paged } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { chargesList } from '../lists/charges.ts';
import { exported } from '../lists/export.ts';
import { kept } from '../lists/kept.ts';
import { type Counted, filterQuery, type List, type Names, owned, wantedOf } from '../lists/list.ts';
import { COMPONENTS, FINDINGS, IDENTITIES, THINGS } from '../lists/stored.ts';
import type { Declare } from '../operation.ts';
import { PageQuery, pageOf } from '../query.ts';
import { notFound } from '../shown.ts';

const MOST = 1_000;
/** Counts of each list that are kept in memory. */
const COUNTS = 50;
const Id = z.string().min(1).max(200);

/** What all systems have, found, cost: narrowed, counted, and handed out whole. */
export function listRoutes(declare: Declare, shared: Shared): void {
  const lists: List[] = [THINGS, FINDINGS, IDENTITIES, COMPONENTS, chargesList()];
  for (const list of lists) listOperations(declare, shared, list);
  const { store } = shared;
  const tag = 'Lists';

  declare(
    {
      id: 'getThing',
      method: 'GET',
      path: '/things/:thing',
      tag,
      summary: 'Which documents saw a thing, newest first, and which aspects they show to reach it.',
      policy: { may: 'read', scoped: true },
      params: z.object({ thing: Id }),
      answer: ThingSeen,
    },
    async ({ organization, access, params }) => {
      const reader = store.reader(organization.id);
      const names = await namesOf(reader);
      const seen = (await reader.thingSeen(params.thing)).filter((row) => seenBy(access.reach, row.system));
      if (seen.length === 0) throw notFound('thing');
      return {
        rows: seen.map(({ system, at, document, documentName, aspects }) => ({
          ...owned(system, names),
          at: formatInstant(at),
          document,
          documentName,
          aspects: ASPECTS.filter((_, index) => (aspects >> index) & 1),
        })),
      };
    },
  );

  declare(
    {
      id: 'listComponentPlaces',
      method: 'GET',
      path: '/components/places',
      tag,
      summary: 'Where one version of a piece of software is.',
      policy: { may: 'read', scoped: true },
      query: z.object({
        name: z.string().min(1).max(1_000),
        version: z.string().max(1_000).optional(),
        licence: z.string().max(1_000).optional(),
      }),
      answer: ComponentPlaces,
    },
    async ({ organization, access, query }) => {
      const reader = store.reader(organization.id);
      const names = await namesOf(reader);
      const rows = await reader.componentPlaces(query);
      return {
        rows: rows
          .filter(({ system }) => seenBy(access.reach, system))
          .map((row) => ({
            ...owned(row.system, names),
            thing: row.thing ?? null,
            thingName: row.thingName ?? null,
            firstSeen: formatInstant(row.firstSeen),
            lastSeen: formatInstant(row.lastSeen),
            document: row.document,
          })),
      };
    },
  );
}

function listOperations(declare: Declare, { store, now }: Shared, list: List): void {
  const Name = list.name[0]?.toUpperCase() + list.name.slice(1);
  const shared = { method: 'GET', tag: 'Lists', policy: { may: 'read', scoped: true } } as const;
  const filter = filterQuery(list);
  const counts = kept<Counted>(COUNTS);

  declare(
    {
      ...shared,
      id: `list${Name}`,
      path: `/${list.name}`,
      summary: `A page of ${list.what}, of all systems.`,
      query: filter.extend({
        ...PageQuery.shape,
        limit: z.coerce.number().int().min(1).max(MOST).default(100),
      }),
      answer: paged(list.row),
    },
    async ({ organization, access, query }) => {
      const reader = store.reader(organization.id);
      const wanted = wantedOf(list, query, withinOf(access.reach));
      const { rows, next } = await list.page(reader, wanted, pageOf(query), await namesOf(reader));
      return { rows, next: next ?? null };
    },
  );

  declare(
    {
      ...shared,
      id: `count${Name}`,
      path: `/${list.name}/facets`,
      summary: `How many ${list.what} there are, by what they can be narrowed by.`,
      query: filter,
      answer: Facets,
    },
    async ({ organization, access, query }) => {
      const reader = store.reader(organization.id);
      const wanted = wantedOf(list, query, withinOf(access.reach));
      const { order: _, ...narrowed } = wanted;
      const key = JSON.stringify([organization.id, narrowed]);
      const counted = await counts(reader, key, () => list.count(reader, wanted));
      const names = await namesOf(reader);
      const nameOf = (facet: string, value: string) => (facet === 'system' ? names.get(value) : undefined);
      return {
        ...counted,
        facets: counted.facets.map(({ facet, values, more }) => ({
          facet,
          values: values.map((each) => ({ ...each, name: nameOf(facet, each.value) ?? each.value })),
          more,
        })),
      };
    },
  );

  declare(
    {
      ...shared,
      id: `export${Name}`,
      path: `/${list.name}/export`,
      summary: `All ${list.what} that a filter leaves, as CSV that no spreadsheet computes, or as JSON.`,
      query: filter.extend({ format: z.enum(['csv', 'json']).default('csv') }),
      answer: z.string(),
      produces: 'text/csv',
    },
    async ({ organization, access, query, reply }) => {
      const reader = store.reader(organization.id);
      const wanted = wantedOf(list, query, withinOf(access.reach));
      const names = await namesOf(reader);
      const { format } = query;
      const day = formatInstant(now()).slice(0, 10);
      const stream = exported(format, Object.keys(list.row.shape), (page) =>
        list.page(reader, wanted, page, names),
      );
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="assay-${list.name}-${day}.${format}"`)
        .send(stream);
    },
  );
}

function withinOf(reach: Reach): readonly string[] | undefined {
  return 'systems' in reach ? reach.systems : undefined;
}

/** What nobody owns is seen by those who see all. */
function seenBy(reach: Reach, system: string | undefined): boolean {
  return system === undefined ? !('systems' in reach) : sees(reach, system);
}

async function namesOf(reader: Reader): Promise<Names> {
  return new Map((await reader.systems()).map(({ id, name }) => [id, name]));
}
