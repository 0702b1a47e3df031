// Reading reports of eight formats: our readers and adapters against the fastest bare parser, on the same bytes.
//
// For the columns that compare with packages of others, install these outside of this repository and say where:
//   npm install udsv @mitre/hdf-converters@2.12.6      (in a folder of its own)
//   ASSAY_BENCH_MODULES=/that/folder node bench/formats.bench.mjs
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { ADAPTERS } from '../dist/adapters/registry.js';
import { streamCsv } from '../dist/formats/csv-stream.js';
import { streamJson } from '../dist/formats/json-stream.js';
import { memoryDocument } from '../dist/formats/open.js';
import { streamXml } from '../dist/formats/xml-stream.js';
import { pieces, REPORTS } from './reports.mjs';

const MIB = 1024 * 1024;
const SIZE = 64 * MIB;
/** @mitre/hdf-converters holds everything several times over. */
const HDF_SIZE = 8 * MIB;
const CHUNK = 64 * 1024;

const others = process.env.ASSAY_BENCH_MODULES;

export async function run() {
  const udsv = optional('udsv');
  const rows = [];
  for (const report of REPORTS) {
    const bytes = Buffer.concat([...pieces(report, SIZE)]);
    const bare = bareParser(report, udsv);
    const adapter = ADAPTERS.find((each) => each.id === report.adapter);
    let records = 0;
    const seconds = await inTurn([
      () => bare.parse(bytes),
      () => readerOf(report, bytes),
      ...(adapter
        ? [
            async () => {
              records = await readings(adapter, report, bytes);
            },
          ]
        : []),
    ]);
    const speeds = seconds.map((each) => Math.round(bytes.length / 1e6 / each));
    const ratio = (at) => `${(seconds[0] / seconds[at]).toFixed(2)} ×`;
    const read = adapter
      ? `${speeds[2]} | ${ratio(2)} | ${Math.round(records / seconds[2] / 1000)}`
      : 'no adapter | |';
    rows.push(`| ${report.title} | ${bare.name}: ${speeds[0]} | ${speeds[1]} | ${ratio(1)} | ${read} |`);
  }
  return `## Formats

${SIZE / MIB} MiB of each, in memory, handed over in chunks of ${CHUNK / 1024} KiB; MB/s of the fastest of five, taken in turn. Our readers also check the encoding, names that occur twice, depth, lengths and numbers, and say where each item stands; the adapter's column goes on to records (SARIF, CycloneDX and JUnit are read twice for that: what says when and by what stands anywhere).

| format | bare parser, MB/s | our reader, MB/s | against the bare parser | with its adapter, MB/s | against the bare parser | thousand records a second |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

JSON.parse needs the whole text in memory, and so do its values; NDJSON is JSON.parse of each line; saxes runs without namespaces and with handlers that only count; ${udsv ? 'udsv is given chunks and makes an object of each row' : 'of CSV, the bare speed is that of splitting at line ends and commas, which reads no quotes (udsv was not there)'}. Bound by: JSON by JSON.parse itself, then by the scan for the ends of the elements; XML by saxes; CSV by making a string of each cell.

${await againstHdf()}`;
}

/** The packages of others that the numbers are compared with, where they are installed. */
function optional(name) {
  if (!others) return undefined;
  try {
    return createRequire(join(others, 'package.json'))(name);
  } catch {
    return undefined;
  }
}

function bareParser(report, udsv) {
  if (report.shape === 'json') return { name: 'JSON.parse', parse: (bytes) => JSON.parse(bytes.toString()) };
  if (report.shape === 'lines') return { name: 'JSON.parse', parse: parseLines };
  if (report.shape === 'xml') return { name: 'saxes', parse: parseXml };
  return udsv
    ? { name: 'udsv', parse: (bytes) => parseCsv(udsv, bytes) }
    : { name: 'split', parse: splitCsv };
}

function* chunks(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

function parseLines(bytes) {
  let count = 0;
  let left = '';
  for (const chunk of chunks(bytes)) {
    const lines = (left + chunk.toString()).split('\n'); // it is all ASCII
    left = lines.pop() ?? '';
    for (const line of lines) count += JSON.parse(line) === undefined ? 0 : 1;
  }
  return count;
}

function parseXml(bytes) {
  const parser = new SaxesParser();
  let count = 0;
  for (const event of ['opentag', 'closetag', 'text'])
    parser.on(event, () => {
      count += 1;
    });
  for (const chunk of chunks(bytes)) parser.write(chunk.toString());
  parser.close();
  return count;
}

function parseCsv({ inferSchema, initParser }, bytes) {
  let parser;
  let count = 0;
  for (const chunk of chunks(bytes)) {
    const text = chunk.toString();
    parser ??= initParser(inferSchema(text));
    parser.chunk(text, parser.stringObjs, (rows) => {
      count += rows.length;
    });
  }
  parser.end();
  return count;
}

function splitCsv(bytes) {
  let count = 0;
  for (const line of bytes.toString().split('\n')) count += line.split(',').length;
  return count;
}

async function readerOf(report, bytes) {
  const document = await memoryDocument(report.file, bytes, { chunkBytes: CHUNK });
  const items =
    report.shape === 'xml'
      ? streamXml(document)
      : report.shape === 'csv'
        ? streamCsv(document)
        : streamJson(document, report.patterns);
  let count = 0;
  for await (const _ of items) count += 1;
  if (count < 1000) throw new Error(`${report.title}: nothing was read`);
}

async function readings(adapter, report, bytes) {
  const document = await memoryDocument(report.file, bytes, { chunkBytes: CHUNK });
  let records = 0;
  for await (const { kind } of adapter.read(document)) {
    if (kind === 'problem') throw new Error(`${report.title}: a row was not read`);
    records += 1;
  }
  if (records < 1000) throw new Error(`${report.title}: only ${records} records`);
  return records;
}

const HDF = {
  SARIF: ({ SarifMapper }, text) => new SarifMapper(text).toHdf(),
  ASFF: ({ ASFFResults }, text) => new ASFFResults(text).toHdf(),
  CycloneDX: ({ CycloneDXSBOMResults }, text) => new CycloneDXSBOMResults(text).toHdf(),
  XCCDF: ({ XCCDFResultsMapper }, text) => new XCCDFResultsMapper(text).toHdf(),
};

/** Beside the reader that others use to bring such reports into one form. */
async function againstHdf() {
  const library = optional('@mitre/hdf-converters');
  if (!library)
    return '`@mitre/hdf-converters` was not there to compare with (see bench/formats.bench.mjs).\n';
  const { version } = optional('@mitre/hdf-converters/package.json');
  const rows = [];
  for (const report of REPORTS) {
    const convert = HDF[report.title];
    const adapter = ADAPTERS.find((each) => each.id === report.adapter);
    if (!convert || !adapter) continue;
    const bytes = Buffer.concat([...pieces(report, HDF_SIZE)]);
    const speed = (seconds) => (bytes.length / 1e6 / seconds).toFixed(1);
    const [own] = await inTurn([() => readings(adapter, report, bytes)]);
    try {
      const began = performance.now();
      await convert(library, bytes.toString());
      const theirs = (performance.now() - began) / 1000;
      rows.push(`| ${report.title} | ${speed(own)} | ${speed(theirs)} | ${(theirs / own).toFixed(0)} × |`);
    } catch (error) {
      rows.push(`| ${report.title} | ${speed(own)} | ${String(error).slice(0, 80)} | |`);
    }
  }
  return `From the text to records, ${HDF_SIZE / MIB} MiB of each, beside @mitre/hdf-converters ${version}, in MB/s:

| format | Assay | @mitre/hdf-converters | times as fast |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** Seconds of the fastest of five of each, taken in turn, so that what else the machine does meets all alike. */
async function inTurn(works) {
  const fastest = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 5; round += 1) {
    for (const [index, work] of works.entries()) {
      const start = process.hrtime.bigint();
      await work();
      fastest[index] = Math.min(fastest[index], Number(process.hrtime.bigint() - start) / 1e9);
    }
  }
  return fastest;
}

if (import.meta.filename === process.argv[1]) console.log(await run());
