/** The lists, each a page of its own, and what each can be narrowed by; the first is always in sight. */
export const FACETS = {
  things: ['kind', 'system', 'owner', 'account', 'public', 'pii'],
  findings: ['severity', 'aspect', 'system', 'tool', 'rule'],
  identities: ['type', 'system', 'account', 'central', 'active', 'admin', 'mfa'],
  components: ['ecosystem', 'system', 'licence'],
  charges: ['month', 'system', 'service', 'account', 'owner', 'currency'],
} as const;

export type ListName = keyof typeof FACETS;
export type Facet = (typeof FACETS)[ListName][number];

const ALL: readonly Facet[] = [...new Set(Object.values(FACETS).flat())];

/** What a list page shows, as its address says it. */
export type ListSearch = {
  q?: string | undefined;
  order?: string | undefined;
  /** Key of the row that is open beside the table. */
  open?: string | undefined;
} & Partial<Record<Facet, string>>;

/** Values that a row has one of, by facet; '' where nothing is known. */
export type Chosen = Partial<Record<Facet, readonly string[]>>;

const UNKNOWN = '-';

/** Values as they stand in an address: `critical,high`; a lone hyphen is what is not known. */
export function valuesText(values: readonly string[]): string {
  return values
    .map((value) => (value === '' ? UNKNOWN : value === UNKNOWN ? '%2D' : value.replace(/[%,]/g, encoded)))
    .join(',');
}

/** The values of an address. */
export function valuesOf(words: string): string[] {
  return words.split(',').flatMap((part) => {
    if (part === '') return [];
    return part === UNKNOWN ? [''] : [part.replace(/%(?:25|2C|2D)/g, decodeURIComponent)];
  });
}

function encoded(sign: string): string {
  return encodeURIComponent(sign);
}

/** What of an address a list page understands. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const found: ListSearch = {};
  for (const name of ['q', 'order', 'open', ...ALL] as const)
    if (search[name] !== undefined && search[name] !== '') found[name] = String(search[name]);
  return found;
}

/** What a list is narrowed by, of what an address says. */
export function chosenOf(list: ListName, search: ListSearch): Chosen {
  const chosen: Chosen = {};
  for (const facet of FACETS[list] as readonly Facet[]) {
    const words = search[facet];
    if (words !== undefined) chosen[facet] = valuesOf(words);
  }
  return chosen;
}

/** The search with one facet changed; a facet of which nothing is chosen is left out. */
export function withFacet(search: ListSearch, facet: Facet, values: readonly string[]): ListSearch {
  const { [facet]: _, open: __, ...rest } = search;
  return values.length === 0 ? rest : { ...rest, [facet]: valuesText(values) };
}

/** The query of the API for what an address says. */
export function apiQuery(list: ListName, search: ListSearch): URLSearchParams {
  const query = new URLSearchParams();
  for (const [facet, values] of Object.entries(chosenOf(list, search)))
    for (const value of values) query.append(facet, value);
  if (search.q) query.set('search', search.q);
  if (search.order) query.set('order', search.order);
  return query;
}
