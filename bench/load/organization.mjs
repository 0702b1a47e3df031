// An organization of any size, made by bulk writes of what imports would have left; the same for the same size.
import { ASPECTS, OUTPUTS } from '../../dist/records/words.js';
import { newPerson } from '../../dist/server/access/person.js';
import { newSecret, secretHash } from '../../dist/server/access/secret.js';
import { IDLE } from '../../dist/server/access/sessions.js';

export const OWN = 'default';
const DAY = 86_400_000;
const YEARS = 3;
const TOGETHER = 50;
const THINGS = [
  'account',
  'host',
  'host',
  'image',
  'repository',
  'database',
  'bucket',
  'service',
  'identity',
  'threat',
];
const RESULTS = 1_000;
const RECORDS = 50;
const HALF = (YEARS * 365 * DAY) / 6;

/** How a team does one aspect: the days between two practices, for how many days back, in which outputs. */
const HABITS = [
  {
    part: 0.25,
    automation: 'full',
    runs: [
      [7, 280, OUTPUTS],
      [30, YEARS * 365, ['test']],
    ],
  },
  { part: 0.35, automation: 'semi', runs: [[30, YEARS * 365, ['test']]] },
  { part: 0.25, automation: 'manual', runs: [[91, YEARS * 365, ['report']]] },
  { part: 0.1, automation: 'manual', runs: [[365, YEARS * 365, ['report']]] },
  { part: 0.05, automation: 'manual', runs: [] },
];

/**
 * Fills a store that is empty.
 * @returns how many rows of each kind there are, the seconds, and the cookie of somebody who may see all of it
 */
export async function makeOrganization(store, systems, now, tell) {
  const random = seeded(systems);
  const counts = {};
  const begin = performance.now();
  await store.write(OWN, async (writer) => {
    await writer.putOrganization({
      id: OWN,
      name: 'Load',
      timeZone: 'Europe/Berlin',
      created: now,
      example: false,
    });
    for (let team = 0; team < Math.ceil(systems / 20); team += 1)
      await writer.putTeam({ id: `team-${team}`, name: `Team ${team}` });
  });
  for (let from = 0; from < systems; from += TOGETHER) {
    await store.write(OWN, async (writer) => {
      const rows = { evidence: [], things: [], keys: [], sightings: [], results: [], costs: [], records: [] };
      for (let index = from; index < Math.min(systems, from + TOGETHER); index += 1) {
        await putSystem(writer, index, now);
        addSystem(rows, index, now, random);
      }
      await writer.putThings(rows.things, rows.keys);
      await writer.addEvidence(rows.evidence);
      await writer.addSightings(rows.sightings);
      await writer.putResults(rows.results);
      await writer.addCosts(rows.costs);
      await writer.addRecords(rows.records);
      for (const [kind, each] of Object.entries(rows)) counts[kind] = (counts[kind] ?? 0) + each.length;
    });
    tell(Math.min(systems, from + TOGETHER), counts);
  }
  await store.upkeep();
  return { counts, seconds: (performance.now() - begin) / 1_000, cookie: await signedIn(store, now) };
}

export const idOf = (index) => `system-${String(index).padStart(5, '0')}`;

async function putSystem(writer, index, now) {
  const system = idOf(index);
  await writer.putSystem({
    id: system,
    name: `System ${index}`,
    team: `team-${Math.floor(index / 20)}`,
    created: now - YEARS * 365 * DAY,
    pii: index % 3 === 0,
    public: index % 4 === 0,
    monthlyCost: undefined,
  });
  await writer.putAttribution({ id: system, order: index, pattern: `host:h-${system}-*`, system });
  for (let half = 0; half < 6; half += 1) {
    const learned = now - half * HALF - DAY;
    const row = {
      sha256: documentOf(system, half),
      name: `report-${half}.json`,
      bytes: 50_000,
      adapter: 'ocsf',
      tool: 'prowler',
      toolVersion: '5.3.0',
      at: learned,
      learned,
      origin: { kind: 'token', name: 'pipeline' },
      records: { result: RESULTS },
      findings: 30,
      problems: [],
      problemCount: 0,
    };
    await writer.addDocument(row);
    await writer.finishDocument(row);
  }
  if (index % 10 === 0) await putPlan(writer, system, now);
}

async function putPlan(writer, system, now) {
  await writer.putPlan({
    id: `plan-${system}`,
    system,
    aspect: 'backup',
    target: 4,
    response: 'train',
    owner: 'x',
    due: now + 90 * DAY,
    note: '',
    created: now,
    by: 'x',
    dropped: undefined,
  });
  await writer.addAudit({
    id: `audit-${system}`,
    at: now,
    actor: { kind: 'person', id: 'x', name: 'X' },
    action: 'system.put',
    target: system,
    detail: {},
    address: undefined,
  });
}

function documentOf(system, half) {
  return `${system}-${half}`.padEnd(64, '0');
}

function addSystem(rows, index, now, random) {
  const system = idOf(index);
  const ordinals = [0, 0, 0, 0, 0, 0];
  for (const aspect of ASPECTS) {
    const { automation, runs } = habit(random());
    const first = random() * 7 * DAY;
    for (const [every, back, outputs] of runs) {
      for (let at = now - first; at > now - back * DAY; at -= every * DAY) {
        const half = Math.min(5, Math.floor((now - at) / HALF));
        for (const output of outputs) {
          rows.evidence.push({
            document: documentOf(system, half),
            ordinal: ordinals[half]++,
            system,
            aspect,
            output,
            automation,
            declared: false,
            at: Math.round(at),
            learned: Math.round(at) + 60_000,
            thing: undefined,
            reference: `run ${Math.round(at / DAY)}`,
            note: undefined,
          });
        }
      }
    }
  }
  addThings(rows, index, system, now, random);
  addRest(rows, system, now);
}

function addThings(rows, index, system, now, random) {
  for (const [number, kind] of THINGS.entries()) {
    const thing = `${system}-${number}`.padEnd(24, '0');
    const name = `h-${system}-${number}`;
    rows.things.push({
      id: thing,
      kind,
      name,
      system,
      account: undefined,
      owner: undefined,
      public: number === 1 ? index % 4 === 0 : undefined,
      pii: undefined,
      weight: 1,
      firstSeen: now - YEARS * 365 * DAY,
      lastSeen: now,
    });
    rows.keys.push({ key: `host:${name}`, thing });
    const reached = Math.floor(random() * 2 ** ASPECTS.length) | 0x5555;
    for (let month = 0; month < YEARS * 12; month += 1)
      addSighting(rows, thing, system, now, month * 30 * DAY + DAY, reached);
    for (let week = 0; week < 8; week += 1)
      addSighting(rows, thing, system, now, week * 7 * DAY + DAY / 2, 0x7fff);
  }
}

function addSighting(rows, thing, system, now, ago, aspects) {
  const at = now - ago;
  const document = documentOf(system, Math.min(5, Math.floor(ago / HALF)));
  rows.sightings.push({ thing, system, at, document, learned: at + 60_000, aspects });
}

function addRest(rows, system, now) {
  for (let number = 0; number < RESULTS; number += 1) {
    const fails = number % 10 < 3;
    rows.results.push({
      fingerprint: `${system}-${number}`.padEnd(32, '0'),
      system,
      aspect: number % 2 ? 'configuration' : 'patch',
      adapter: 'ocsf',
      tool: 'prowler',
      rule: `rule-${number}`,
      title: 'A rule of the usual length, in some words',
      status: fails ? 'fail' : 'pass',
      severity: ['critical', 'high', 'medium', 'low'][number % 4],
      toolSeverity: 'HIGH',
      thing: `${system}-${number % THINGS.length}`.padEnd(24, '0'),
      location: 'a/path/to/a/file.tf',
      message: 'A message of the usual length, in a sentence.',
      firstSeen: now - 90 * DAY,
      lastSeen: now - DAY,
      openSince: fails ? now - 90 * DAY : undefined,
      document: documentOf(system, 0),
      statement: undefined,
    });
  }
  for (let month = 0; month < YEARS * 12; month += 1) {
    const from = now - (month + 1) * 30 * DAY;
    const half = Math.min(5, Math.floor((now - from) / HALF));
    rows.costs.push({
      document: documentOf(system, half),
      ordinal: 100_000 + month,
      system,
      amount: 1_000 + month,
      currency: 'USD',
      from,
      until: from + 30 * DAY,
      account: undefined,
      service: 'compute',
      thing: undefined,
      owner: undefined,
    });
  }
  for (let number = 0; number < RECORDS; number += 1) {
    rows.records.push({
      document: documentOf(system, number % 6),
      ordinal: 200_000 + number,
      kind: 'event',
      system,
      thing: undefined,
      at: now - number * 20 * DAY,
      name: `event ${number}`,
      data: { outcome: 'success', duration: number },
    });
  }
}

function habit(chance) {
  let sum = 0;
  for (const each of HABITS) {
    sum += each.part;
    if (chance < sum) return each;
  }
  return HABITS[0];
}

async function signedIn(store, at) {
  const secret = newSecret();
  const person = { ...newPerson('Load', 'load@example.org', undefined, at), id: 'load' };
  await store.writeAccounts(async (writer) => {
    await writer.putPerson(person);
    await writer.putMember({ organization: OWN, person: 'load', role: 'owner', teams: [], created: at });
    await writer.putSession({
      hash: secretHash(secret),
      person: 'load',
      by: 'password',
      agent: 'bench',
      created: at,
      seen: at,
      expires: at + IDLE,
    });
  });
  return `assay=${secret}`;
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
