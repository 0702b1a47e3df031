// Keeps what was measured in bench/load/results.json, and writes the section "Load" of bench/RESULTS.md from it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
const file = join(folder, 'results.json');
const page = join(folder, '..', 'RESULTS.md');
const HEAD = '## Load\n';
const STORES = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** Adds a measurement in place of an older one of the same size and store, and prints it. */
export function keep(measured) {
  const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  all[`${measured.store} ${measured.systems}`] = {
    ...measured,
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(file, `${JSON.stringify(all, rounded, 1)}\n`);
  const before = readFileSync(page, 'utf8').split(HEAD)[0].trimEnd();
  writeFileSync(page, `${before}\n\n${loadSection()}`);
  console.log(
    table(
      Object.keys(STORES).find((store) => store === measured.store),
      [measured],
    ),
  );
}

/** The section of what was measured last for each store and size; nothing where nothing was. */
export function loadSection() {
  if (!existsSync(file)) return '';
  const all = Object.values(JSON.parse(readFileSync(file, 'utf8')));
  const parts = Object.keys(STORES).flatMap((store) => {
    const runs = all.filter((run) => run.store === store).sort((a, b) => a.systems - b.systems);
    return runs.length === 0 ? [] : [`### ${STORES[store]}\n\n${sizes(runs)}\n\n${table(store, runs)}`];
  });
  return `${HEAD}
A real server over an organization with three years of history, asked over HTTP by somebody who may see all of it
(\`npm run bench:load\`). *First*: the first time after the server started. *After*: right after a report came in. *p50,
p95*: again and again. In milliseconds, until the last byte is there. *Grows*: p50 of the largest against the smallest.

${parts.join('\n\n')}
`;
}

function sizes(runs) {
  const lines = runs.map(
    (run) =>
      `| ${number(run.systems)} | ${number(run.counts.evidence)} | ${number(run.counts.sightings)} | ${number(run.counts.results)} | ${megabytes(run.disk)} | ${number(run.seconds)} | ${run.warm ? (run.warm / 1_000).toFixed(1) : ''} | ${run.importing.small.toFixed(0)} | ${number(run.importing.large)} | ${run.memory ? megabytes(run.memory) : ''} | ${run.date}, ${run.machine} |`,
  );
  return `| systems | evidence | sightings | results | MB on disk | loaded in s | ready after a start in s | ms for a report of 20 tests | tests a second in a large one | MB of memory, at most | when, where |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}`;
}

function table(_store, runs) {
  const heads = runs.map(
    ({ systems }) => `${number(systems)}: kB | first | after p50 | after p95 | p50 | p95`,
  );
  const last = runs[runs.length - 1];
  const lines = Object.keys(last.answers).map((id) => {
    const cells = runs.map(({ answers: { [id]: row } }) =>
      row
        ? [row.bytes / 1_000, row.first, row.after50, row.after95, row.p50, row.p95].map(short).join(' | ')
        : ' | | | | | ',
    );
    const first = runs[0].answers[id];
    const grows = first && runs.length > 1 ? ` ${short(last.answers[id].p50 / first.p50)} × |` : ' |';
    return `| ${id} | ${cells.join(' | ')} |${grows}`;
  });
  const columns = 6 * runs.length + 2;
  return `| operation | ${heads.join(' | ')} | grows |\n|${' --- |'.repeat(columns)}\n${lines.join('\n')}`;
}

function rounded(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

function short(value) {
  return value < 10 ? value.toFixed(1) : number(value);
}

function number(value) {
  return Math.round(value).toLocaleString('en');
}

function megabytes(bytes) {
  return number(bytes / 1e6);
}

function machine() {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}
