import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../records/words.ts';
import { FACETS, type FacetOf, type ListFilter, type ListName } from '../lists.ts';
import type { Page, Paged, RecordRow } from '../rows.ts';
import type { Store, Writer } from '../store.ts';
import * as make from './rows.ts';

type Words = Readonly<Record<string, string>>;
interface Expected {
  id: string;
  /** Value of each facet. */
  facets: Words;
  /** What a search looks into. */
  words: readonly string[];
  systems: readonly string[];
  sort: readonly (string | number)[];
}

const NAMES = ['Api', 'api-2', 'Bank', '50%_off\\', 'ÄPFEL', 'äpfel', 'x'.repeat(400), 'Zoë'];
const SEARCHES = ['a', 'API', '%', '_', '\\', 'Äpfel', 'zoë', 'nothing'];
const of = <T>(...values: T[]) => fc.constantFrom(...values);
const flag = of<boolean | undefined>(true, false, undefined);
const system = of<string | undefined>('shop', 'bank', undefined);
const word = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');
const bytes = (text: string) => Buffer.from(text).toString('hex');

/** What every store must do with lists, compared with going through all there is. */
export function lists(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    let count = 0;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    async function filled(work: (writer: Writer) => Promise<void>): Promise<string> {
      const id = `o${++count}`;
      await store.write(id, async (writer) => {
        await writer.putOrganization(make.organization(id));
        await work(writer);
      });
      return id;
    }
    async function all<Row>(read: (page: Page) => Promise<Paged<Row>>, limit: number): Promise<Row[]> {
      const rows: Row[] = [];
      let after: string | undefined;
      do {
        const page: Paged<Row> = await read({ limit, ...(after !== undefined && { after }) });
        rows.push(...page.rows);
        after = page.next;
      } while (after !== undefined);
      return rows;
    }
    const TRUTHS = ['yes', 'no', ''];
    const rarely = <T>(values: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
    /** Of few facets, so that most filters leave something. */
    const filterOf = <List extends ListName>(list: List, values: Readonly<Record<FacetOf<List>, string[]>>) =>
      fc
        .tuple(
          fc.tuple(
            ...FACETS[list].map((facet) =>
              rarely(fc.subarray(values[facet as FacetOf<List>], { minLength: 1 })),
            ),
          ),
          rarely(of(...SEARCHES)),
          rarely(of([], ['shop'], ['shop', 'bank'])),
        )
        .map(([chosen, search, within]): ListFilter<List> => {
          const named = FACETS[list].flatMap((facet, index) =>
            chosen[index] ? [[facet, chosen[index]]] : [],
          );
          return {
            // The names are those of the list's facets.
            chosen: Object.fromEntries(named) as NonNullable<ListFilter<List>['chosen']>,
            ...(search !== undefined && { search }),
            ...(within !== undefined && { within }),
          };
        });

    function left(rows: readonly Expected[], filter: ListFilter, without?: string): Expected[] {
      return rows.filter(({ facets, words, systems }) => {
        for (const [facet, values] of Object.entries<readonly string[] | undefined>(filter.chosen ?? {}))
          if (facet !== without && values && values.length > 0 && !values.includes(facets[facet] ?? ''))
            return false;
        if (filter.within && !systems.some((each) => filter.within?.includes(each))) return false;
        const wanted = ascii(filter.search ?? '');
        return words.some((each) => ascii(each).includes(wanted));
      });
    }
    const ascii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

    async function agrees<List extends ListName>(
      list: List,
      organization: string,
      rows: readonly Expected[],
      filter: ListFilter<List>,
      listed: readonly string[],
    ): Promise<void> {
      const wanted = left(rows, filter)
        .sort((a, b) => compared(a.sort, b.sort))
        .map(({ id }) => id);
      expect(listed).toEqual(wanted);
      const reader = store.reader(organization);
      expect(await reader.countRows(list, filter)).toBe(new Set(wanted).size);
      const counts = await reader.facetCounts(list, filter);
      expect(counts.map(({ facet }) => facet)).toEqual(FACETS[list]);
      for (const { facet, values, more } of counts) {
        const naive = new Map<string, Set<string>>();
        for (const { id, facets } of left(rows, filter, facet as FacetOf<List>)) {
          const value = facets[facet] ?? '';
          naive.set(value, (naive.get(value) ?? new Set()).add(id));
        }
        const expected = [...naive].map(([value, ids]) => ({ value, count: ids.size }));
        expected.sort((a, b) => b.count - a.count || (bytes(a.value) < bytes(b.value) ? -1 : 1));
        expect({ facet, values, more }).toEqual({ facet, values: expected, more: false });
      }
    }
    function compared(a: readonly (string | number)[], b: readonly (string | number)[]): number {
      for (const [index, one] of a.entries()) {
        const other = b[index] ?? '';
        if (one !== other) return one < other ? -1 : 1;
      }
      return 0;
    }

    const thing = fc.record({
      name: of(...NAMES),
      kind: of('host', 'bucket'),
      system,
      owner: of<string | undefined>('alice', undefined),
      account: of<'account:aws:1' | undefined>('account:aws:1', undefined),
      public: flag,
      pii: flag,
      firstSeen: of(1, 2, 3),
    });
    const thingWords = {
      ...{ kind: ['host', 'bucket'], system: ['shop', 'bank', ''], owner: ['alice', ''] },
      ...{ account: ['account:aws:1', ''], public: TRUTHS, pii: TRUTHS },
    };

    test('things are narrowed, counted and ordered as going through all of them does it', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(thing, { maxLength: 12 }),
          filterOf('things', thingWords),
          of('name' as const, 'newest' as const),
          of(1, 3, 50),
          async (things, filter, order, limit) => {
            const rows = things.map((row, index) => make.thing(`t${index}`, { ...row, lastSeen: 9 }));
            const organization = await filled((writer) =>
              writer.putThings(
                rows,
                rows.map(({ id }) => ({ key: `host:Key-${id}` as const, thing: id })),
              ),
            );
            const expected = rows.map((row, index) => ({
              id: row.id,
              facets: {
                kind: row.kind,
                system: row.system ?? '',
                owner: row.owner ?? '',
                account: row.account ?? '',
                public: word(row.public),
                pii: word(row.pii),
              },
              words: [row.name, `host:Key-${row.id}`],
              systems: row.system === undefined ? [] : [row.system],
              sort:
                order === 'name'
                  ? [bytes(row.name.slice(0, 200)), bytes(row.id)]
                  : [-row.firstSeen, -Number.parseInt(bytes(`t${index}`.padEnd(4, '\0')), 16)],
            }));
            const listed = await all(
              (page) => store.reader(organization).listThings(filter, order, page),
              limit,
            );
            await agrees(
              'things',
              organization,
              expected,
              filter,
              listed.map(({ id }) => id),
            );
          },
        ),
        { numRuns: 60 },
      );
    });

    const finding = fc.record({
      rule: of(...NAMES.slice(0, 6)),
      severity: of(...SEVERITIES),
      aspect: of('patch' as const, 'access' as const),
      system,
      tool: of('trivy', 'grype'),
      openSince: of(1, 2, 3),
    });

    test('findings too, in each of their orders', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(finding, { maxLength: 12 }),
          filterOf('findings', {
            ...{ severity: ['high', 'low', 'info'], aspect: ['patch', 'access'], system: ['shop', ''] },
            ...{ tool: ['trivy', 'grype'], rule: ['Api', 'Bank', '50%_off\\'] },
          }),
          of('worst' as const, 'newest' as const, 'oldest' as const),
          of(1, 3, 50),
          async (findings, filter, order, limit) => {
            const rows = findings.map(({ openSince, ...row }, index) =>
              make.result(`f${String(index).padStart(2, '0')}`, {
                ...row,
                thing: undefined,
                title: undefined,
                firstSeen: openSince,
                lastSeen: openSince,
                openSince,
              }),
            );
            const organization = await filled((writer) => writer.putResults(rows));
            const expected = rows.map((row, index) => ({
              id: row.fingerprint,
              facets: {
                severity: row.severity,
                aspect: row.aspect,
                system: row.system ?? '',
                tool: row.tool,
                rule: row.rule,
              },
              words: [row.rule, row.message ?? '', row.location ?? ''],
              systems: row.system === undefined ? [] : [row.system],
              sort: {
                worst: [-SEVERITIES.indexOf(row.severity), row.firstSeen, row.fingerprint],
                newest: [-row.firstSeen, -index],
                oldest: [row.firstSeen, index],
              }[order],
            }));
            const asked = filter;
            const listed = await all(
              (page) => store.reader(organization).listFindings(asked, order, page),
              limit,
            );
            await agrees(
              'findings',
              organization,
              expected,
              asked,
              listed.map(({ fingerprint }) => fingerprint),
            );
          },
        ),
        { numRuns: 60 },
      );
    });

    test('a finding that two tools state is one, and is found by either tool', async () => {
      const same = { statement: 'CVE-1', thing: 't' } as const;
      const organization = await filled(async (writer) => {
        await writer.putThings([make.thing('t')], []);
        await writer.putResults([
          make.result('f1', { ...same, tool: 'trivy', severity: 'critical' }),
          make.result('f2', { ...same, tool: 'grype', severity: 'low' }),
        ]);
      });
      const reader = store.reader(organization);
      for (const tool of ['trivy', 'grype']) {
        const filter = { chosen: { tool: [tool] } };
        const { rows } = await reader.listFindings(filter, 'worst', { limit: 5 });
        expect(rows.map((row) => [row.fingerprint, row.sources])).toEqual([['f1', ['grype', 'trivy']]]);
        expect(await reader.countRows('findings', filter)).toBe(1);
      }
      const tools = (await reader.facetCounts('findings', {})).find(({ facet }) => facet === 'tool');
      expect(tools?.values).toEqual([
        { value: 'grype', count: 1 },
        { value: 'trivy', count: 1 },
      ]);
    });

    const component = fc.record({
      name: of(...NAMES.slice(0, 6)),
      version: of<string | undefined>('1.0', '2.0', undefined),
      licence: of<string | undefined>('MIT', undefined),
      purl: of<string | undefined>('pkg:npm/x@1', 'pkg:strange/x'),
      thing: of('t1', 't2'),
      system,
      at: of(1, 2, 3),
    });

    test('components are listed once for each version, as the newest document has them', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(component, { maxLength: 14 }),
          filterOf('components', { ecosystem: ['npm', ''], system: ['shop', ''], licence: ['MIT', ''] }),
          of(1, 3, 50),
          fc.nat(3),
          async (components, filter, limit, cut) => {
            const rows = components.map(
              ({ thing: holder, system: owner, at, ...data }, ordinal): RecordRow => ({
                document: 'd',
                ordinal,
                kind: 'component',
                system: owner,
                thing: holder,
                at,
                name: data.name,
                data: { kind: 'component', ...data },
              }),
            );
            const organization = await filled(async (writer) => {
              // In any pieces and in any order.
              await writer.addRecords(rows.slice(cut));
              await writer.addRecords(rows.slice(0, cut));
            });
            const newest = new Map<string, { row: RecordRow; first: number }>();
            for (const row of rows) {
              const { version } = row.data as { version?: string };
              const key = JSON.stringify([row.system, row.thing, row.name, version]);
              const before = newest.get(key);
              const first = Math.min(row.at, before?.first ?? row.at);
              newest.set(key, { row: before && before.row.at > row.at ? before.row : row, first });
            }
            const expected = [...newest.values()].map(({ row }) => {
              const data = row.data as { version?: string; licence?: string; purl?: string };
              const version = data.version ?? '';
              const licence = data.licence ?? '';
              return {
                id: JSON.stringify([row.name, version, licence]),
                facets: {
                  ecosystem: data.purl === 'pkg:npm/x@1' ? 'npm' : '',
                  system: row.system ?? '',
                  licence,
                },
                words: [row.name, version],
                systems: row.system === undefined ? [] : [row.system],
                sort: [bytes(row.name), version, licence],
              };
            });
            const asked = filter;
            const listed = await all((page) => store.reader(organization).listComponents(asked, page), limit);
            const ids = listed.map((row) => JSON.stringify([row.name, row.version ?? '', row.licence ?? '']));
            const wanted = left(expected, asked).sort((a, b) => compared(a.sort, b.sort));
            expect(ids).toEqual([...new Set(wanted.map(({ id }) => id))]);
            for (const [index, row] of listed.entries()) {
              const those = wanted.filter(({ id }) => id === ids[index]);
              expect(row.systems).toEqual([...new Set(those.flatMap(({ systems }) => systems))].sort());
              expect(row.places).toBe(those.length);
            }
            // Each once for each of its ids: the counts are of versions, not of places.
            const reader = store.reader(organization);
            expect(await reader.countRows('components', asked)).toBe(listed.length);
          },
        ),
        { numRuns: 60 },
      );
    });

    test('an identity is as the newest document has it, and merging two things leaves one', async () => {
      const record = (ordinal: number, at: number, holder: string, more: object): RecordRow => ({
        document: 'd',
        ordinal,
        kind: 'identity',
        system: undefined,
        thing: holder,
        at,
        name: 'alice',
        data: { kind: 'identity', type: 'person', central: true, active: true, ...more },
      });
      const organization = await filled(async (writer) => {
        await writer.putThings([make.thing('t'), make.thing('u')], []);
        await writer.addRecords([
          record(0, 20, 't', { mfa: true, lastUsed: 7 }),
          record(1, 10, 't', { mfa: false }),
          record(2, 30, 'u', { active: false }),
        ]);
      });
      const read = async () =>
        (await store.reader(organization).listIdentities({}, { limit: 9 })).rows.map((row) => [
          ...[row.thing, row.active, row.mfa, row.used, row.firstSeen, row.lastSeen],
        ]);
      expect(await read()).toEqual([
        ['t', true, true, 7, 10, 20],
        ['u', false, undefined, undefined, 30, 30],
      ]);
      const mfa = await store.reader(organization).listIdentities({ chosen: { mfa: ['yes'] } }, { limit: 9 });
      expect(mfa.rows).toHaveLength(1);
      await store.write(organization, (writer) => writer.mergeThings('u', 't'));
      expect(await read()).toEqual([['t', false, undefined, undefined, 10, 30]]);
    });

    test('charges are summed by month in UTC, whoever owns them', async () => {
      const cost = (ordinal: number, day: string, amount: number, owner?: string) => ({
        ...{ document: 'd', ordinal, system: owner && 'shop', amount, currency: 'USD', owner },
        ...{ from: Date.parse(day), until: Date.parse(day) + 1, account: undefined, service: 'S3' },
        thing: undefined,
      });
      const organization = await filled((writer) =>
        writer.addCosts([
          cost(0, '2026-10-01T00:00:00Z', 0.1, 'alice'),
          cost(1, '2026-10-31T23:59:59Z', 0.2, 'alice'),
          cost(2, '2026-11-01T00:00:00Z', -5),
          cost(3, '1969-12-31T23:59:59Z', 1),
        ]),
      );
      const rows = await store.reader(organization).charges();
      expect(rows.map((row) => [row.month, row.owner, row.amount, row.charges])).toEqual([
        ['2026-11', undefined, -5, 1],
        ['2026-10', 'alice', 0.3, 2],
        ['1969-12', undefined, 1, 1],
      ]);
    });
  });
}
