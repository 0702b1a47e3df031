import { expect, test } from 'vitest';
import { need } from '../../derive/focus.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { DAY } from '../../records/instant.ts';
import { ASPECTS, OUTPUTS } from '../../records/words.ts';
import { openStore } from '../../store/open.ts';
import type { EvidenceRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import * as make from '../../store/testing/rows.ts';
import { buildScorecard, buildScorecardInTurns } from './build.ts';
import { loadHistories } from './histories.ts';
import { portfolioMap, portfolioMapText } from './map.ts';
import type { AspectScore } from './scorecard.ts';

const NOW = Date.UTC(2026, 10, 20, 9);

/** Systems with a year of practices of every kind, kept up to some day, and things seen now and then. */
async function fill(store: Store): Promise<void> {
  await store.write('a', async (writer) => {
    await writer.putOrganization(make.organization('a'));
    await writer.putTeam({ id: 't', name: 'Team' });
    for (let index = 0; index < 12; index += 1) {
      const system = `s${index}`;
      const document = `d${index}`;
      await writer.putSystem(
        make.system(system, { team: 't', pii: index % 2 === 0, public: index % 3 === 0 }),
      );
      const evidence: EvidenceRow[] = [];
      for (const [number, aspect] of ASPECTS.entries()) {
        const habit = (index * 7 + number) % 5;
        const every = [7, 7, 30, 90, 300][habit] ?? 7;
        // The first stopped a while ago.
        for (let ago = (habit === 1 ? 20 : 0) + 1; ago < 400; ago += every)
          for (const output of OUTPUTS)
            evidence.push(
              make.evidence(document, evidence.length, {
                system,
                aspect,
                output,
                automation: habit < 2 ? 'full' : 'semi',
                at: NOW - ago * DAY + index,
              }),
            );
      }
      await writer.addEvidence(evidence);
      const things = ['account', 'host', 'repository', 'database', 'service'].map(
        (kind) => `${kind}-${index}`,
      );
      await writer.putThings(
        things.map((id) => make.thing(id, { kind: id.split('-')[0] ?? '', system })),
        [],
      );
      for (const [number, thing] of things.entries())
        for (let ago = 2; ago < 400; ago += 5 + number * index)
          await writer.addSightings([
            make.sighting(thing, {
              system,
              document,
              at: NOW - ago * DAY,
              aspects: number % 2 ? 0x7fff : 0x2aaa,
            }),
          ]);
      await writer.putResults([make.result(`f${index}`, { system, thing: things[0] })]);
    }
    for (const [index, aspect] of (['backup', 'patch'] as const).entries()) {
      const [from, until] = [NOW - 100 * DAY, NOW + 10 * DAY];
      await writer.putExemption({ ...make.exemption(`e${index}`), system: `s${index}`, aspect, from, until });
    }
  });
}

/** What a lapse that is near says in a row: for weekly habits two days ahead, for slower ones up to fourteen. */
function soon({ id, level, exempt, lapses, lapsesTo }: AspectScore, at: number) {
  if (lapses === null || exempt) return [];
  const days = (Date.parse(lapses) - at) / DAY;
  return days <= ({ 2: 14, 3: 14, 4: 8, 5: 2 }[level as 2] ?? 0)
    ? [{ aspect: id, at: lapses, to: lapsesTo }]
    : [];
}

test('the map says of every system what its scorecard says, now, before and later', async () => {
  const store = await openStore({ memory: true });
  const model = await readModel(standardModelFolder());
  await fill(store);
  const histories = await loadHistories(store.reader('a'), model, { known: Number.MAX_SAFE_INTEGER });
  const later = Array.from({ length: 60 }, (_, index) => NOW + (index * DAY) / 3);
  const falling = new Set<string>();
  // Rows are kept from one question to the next: in any order of instants each must be what it is then.
  for (const at of [NOW, NOW - 40 * DAY, ...later, NOW - 300 * DAY, NOW + 40 * DAY, NOW]) {
    const card = buildScorecard(histories, model, { at, known: NOW });
    const map = portfolioMap(histories, model, { at, known: NOW }, () => true);
    expect(map.systems.length).toBeGreaterThan(10);
    const { text, until } = portfolioMapText(histories, model, { at, known: NOW }, () => true);
    expect(JSON.parse(text)).toEqual(map);
    if (until > at + 1) {
      const { text: then } = portfolioMapText(histories, model, { at: until - 1, known: NOW }, () => true);
      const timeless = { at: '', since: '' };
      expect({ ...JSON.parse(then), ...timeless }).toEqual({ ...map, ...timeless });
    }
    expect(map.focus).toEqual(card.focus.slice(0, 15).map(({ system, aspect }) => ({ system, aspect })));
    for (const [index, row] of map.systems.entries()) {
      for (const { aspect } of row.falling) falling.add(aspect);
      const full = card.systems[index];
      const { id, name, team, score, compared, growth, openFindings, exposure, aspects } = full ?? {};
      const { aspect, at: falls, to } = full?.lapsesNext ?? {};
      expect(row).toEqual({
        id,
        name,
        team,
        score,
        compared,
        growth: { from: growth?.from, value: growth?.value },
        criticality: exposure?.criticality,
        production: exposure?.production,
        need: need({
          score: score ?? undefined,
          criticality: exposure?.criticality ?? undefined,
        }),
        openFindings,
        levels: aspects?.map(({ level, exempt }) => (exempt ? 0 : level)),
        // What happened later than the instant would have kept the level up: a lapse is told for now only.
        lapsesNext: at < NOW || !aspect ? null : { aspect, at: falls, to },
        falling: at < NOW ? [] : aspects?.flatMap((each) => soon(each, at)),
      });
    }
  }
  const seen = portfolioMap(histories, model, { at: NOW, known: NOW }, () => true);
  expect(new Set(seen.systems.flatMap(({ levels }) => levels))).toEqual(new Set([0, 2, 3, 4, 5]));
  expect(seen.systems.some(({ lapsesNext }) => lapsesNext !== null)).toBe(true);
  expect(falling.size).toBeGreaterThan(5);
  const [first] = histories.systems;
  const one = portfolioMap(histories, model, { at: NOW, known: NOW }, (id) => id === first?.id);
  expect(one.systems.map(({ id }) => id)).toEqual([first?.id]);
  await store.close();
});

test('a scorecard that lets others have their turn is the same', async () => {
  const store = await openStore({ memory: true });
  const model = await readModel(standardModelFolder());
  await fill(store);
  const histories = await loadHistories(store.reader('a'), model, { known: Number.MAX_SAFE_INTEGER });
  const copies = Array.from({ length: 3 }, () => histories.systems).flat();
  const many = { ...histories, systems: copies.slice(0, 45) };
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 0);
  const card = await buildScorecardInTurns(many, model, { at: NOW, known: NOW });
  clearInterval(counting);
  expect(card).toEqual(buildScorecard(many, model, { at: NOW, known: NOW }));
  expect(turns).toBeGreaterThan(0);
  await store.close();
});
