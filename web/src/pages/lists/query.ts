import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ComponentPlacesAnswer, FacetsAnswer, ThingSeenAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { apiQuery, type ListName, type ListSearch } from './search.ts';

/** Rows that are asked for at once: ten screens. */
const PAGE = '400';

interface RowsPage {
  rows: unknown[];
  next: string | null;
}

/** Rows of a list, page by page; what was shown stays until the next is there. */
export function rowsQuery(list: ListName, search: ListSearch) {
  const query = apiQuery(list, search).toString();
  return infiniteQueryOptions({
    queryKey: ['list', list, query],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams(query);
      asked.set('limit', PAGE);
      if (pageParam !== undefined) asked.set('after', pageParam);
      return request<RowsPage>(`${address(`/${list}`)}?${asked}`, { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What a list can be narrowed by, and how many rows each choice leaves. */
export function facetsQuery(list: ListName, search: ListSearch) {
  const asked = apiQuery(list, search);
  asked.delete('order');
  const query = asked.toString();
  return queryOptions({
    queryKey: ['list', list, 'facets', query],
    queryFn: ({ signal }) => request<FacetsAnswer>(`${address(`/${list}/facets`)}?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Where the whole list is handed out. */
export function exportAddress(list: ListName, search: ListSearch, format: 'csv' | 'json'): string {
  const query = apiQuery(list, search);
  query.set('format', format);
  return `${address(`/${list}/export`)}?${query}`;
}

export function thingSeenQuery(thing: string) {
  return queryOptions({
    queryKey: ['thing', thing],
    queryFn: ({ signal }) =>
      request<ThingSeenAnswer>(address(`/things/${encodeURIComponent(thing)}`), { signal }),
  });
}

export function placesQuery(component: { name: string; version: string | null; licence: string | null }) {
  const { name, version, licence } = component;
  const query = { name, version: version ?? undefined, licence: licence ?? undefined };
  return queryOptions({
    queryKey: ['component', query],
    queryFn: ({ signal }) => request<ComponentPlacesAnswer>(address('/components/places', query), { signal }),
  });
}
