// Asks a real server over HTTP, as the dashboard does, and takes the time until the last byte is there.

/** What the dashboard asks for: the operations, with the path of each. */
export function questions(system) {
  return [
    ['getSession', '/session'],
    ['getOrganization', '/organization'],
    ['getModel', '/model'],
    ['getCatalogue', '/catalogue'],
    ['getAccount', '/account'],
    ['getPortfolioMap', '/portfolio/map'],
    ['getFocus', '/focus'],
    ['listChanges', '/changes'],
    ['getHistory', '/history?step=quarter&count=8'],
    ['getPortfolio', '/portfolio'],
    ['getSystem', `/systems/${system}`],
    ['listEvidence', `/systems/${system}/aspects/patch/evidence`],
    ['listAspectSystems', '/aspects/patch/systems'],
    ['listAspectEvidence', '/aspects/patch/evidence'],
    ['listSystems', '/systems'],
    ['listTeams', '/teams'],
    ['listRules', '/rules'],
    ['listPlans', '/plans'],
    ['listWorkshops', '/workshops'],
    ['listDocuments', '/documents'],
    ['listRefusals', '/refusals'],
    ['listJobs', '/jobs'],
    ['listAudit', '/audit'],
    ['getExample', '/example'],
  ];
}

/** @returns milliseconds, and the bytes of the answer */
export async function ask(address, cookie, path, init = {}) {
  const begin = performance.now();
  const answer = await fetch(`${address}/api/v1${path}`, { ...init, headers: { cookie, ...init.headers } });
  const body = await answer.arrayBuffer();
  const took = performance.now() - begin;
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${Buffer.from(body)}`);
  return { took, bytes: body.byteLength };
}

/** @param share 0.5: the median */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const AGAIN = 40;
/** Where one answer takes this many milliseconds, fewer will do. */
const SLOW = 2_000;

/**
 * Each question: the first time after the server started, right after each of some imports, and again and again.
 * @param change changes what is stored
 */
export async function measure(address, cookie, system, change) {
  const rows = {};
  const list = questions(system);
  for (const [id, path] of list)
    rows[id] = { path, first: await ask(address, cookie, path), after: [], again: [] };
  for (let round = 0; round < 5; round += 1) {
    for (const [id, path] of list) {
      await change();
      rows[id].after.push((await ask(address, cookie, path)).took);
    }
  }
  for (const [id, path] of list) {
    for (let count = 0; count < AGAIN; count += 1) {
      rows[id].again.push((await ask(address, cookie, path)).took);
      if (rows[id].again.at(-1) > SLOW && count >= 4) break;
    }
  }
  return Object.fromEntries(
    Object.entries(rows).map(([id, { first, after, again }]) => [
      id,
      {
        bytes: first.bytes,
        first: first.took,
        after50: percentile(after, 0.5),
        after95: percentile(after, 0.95),
        p50: percentile(again, 0.5),
        p95: percentile(again, 0.95),
      },
    ]),
  );
}
