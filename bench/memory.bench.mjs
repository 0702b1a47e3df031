// How much memory it takes to read a report of nearly 1 GiB, the limit on files, in each of eight formats.
// Alone: node bench/memory.bench.mjs [format ...] (needs dist/, Linux, and 1 GiB in the temporary folder).
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADAPTERS } from '../dist/adapters/registry.js';
import { pieces, REPORTS } from './reports.mjs';

const MIB = 1024 * 1024;
const SIZE = 1024 * MIB - 1;
const AIM = 256;
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');

export async function run(only = []) {
  const rows = [];
  const scratch = mkdtempSync(join(tmpdir(), 'assay-memory-'));
  try {
    for (const report of REPORTS) {
      if (only.length > 0 && !only.includes(report.title)) continue;
      if (!ADAPTERS.some((each) => each.id === report.adapter)) {
        rows.push(`| ${report.title} | no adapter | | | |`);
        continue;
      }
      const file = join(scratch, report.file);
      const size = write(file, report);
      const { peak, seconds, report: read } = await inspect(file);
      rmSync(file);
      if (read.adapter !== report.adapter) throw new Error(`${report.title}: read by ${read.adapter}`);
      const records = Object.values(read.records).reduce((sum, each) => sum + each, 0);
      if (records < 100_000) throw new Error(`${report.title}: only ${records} records`);
      const verdict = peak <= AIM ? 'yes' : '**no**';
      const speed = Math.round(size / 1e6 / seconds);
      rows.push(
        `| ${report.title} | ${Math.round(peak)} | ${verdict} | ${records.toLocaleString('en')} | ${seconds.toFixed(0)} (${speed} MB/s) |`,
      );
      console.error(rows.at(-1));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return `## Memory

\`assay inspect\` of one file of 1 GiB less one byte: the most that the whole process ever had resident (VmHWM), digest, parsing thread and tally included.

| format | peak, MiB | within ${AIM} MiB | records | seconds |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function write(file, report) {
  const handle = openSync(file, 'w');
  let size = 0;
  try {
    for (const piece of pieces(report, SIZE)) {
      writeSync(handle, piece);
      size += piece.length;
    }
  } finally {
    closeSync(handle);
  }
  return size;
}

/** The peak is read again and again: when a process has ended, its status is gone. */
async function inspect(file) {
  const begin = performance.now();
  const child = spawn(process.execPath, [cli, 'inspect', '--json', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, highWater(child.pid));
  }, 50);
  const text = { out: '', err: '' };
  child.stdout.on('data', (piece) => {
    text.out += piece;
  });
  child.stderr.on('data', (piece) => {
    text.err += piece;
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(look);
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw new Error(`inspect ended with ${code}: ${text.err}`);
  return { peak, seconds, report: JSON.parse(text.out) };
}

/** MiB; 0 where the process is gone. */
function highWater(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

if (import.meta.filename === process.argv[1]) console.log(await run(process.argv.slice(2)));
