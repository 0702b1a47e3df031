// Importing a large OCSF report end to end, beside JSON.parse of the same bytes and the store's bare bulk load.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handedBytes } from '../dist/intake/handed.js';
import { importDocument } from '../dist/intake/import.js';
import { readModel, standardModelFolder } from '../dist/model/read.js';
import { openStore } from '../dist/store/open.js';
import { startPostgres } from '../scripts/postgres.mjs';
import { bareLoad } from './import-baseline.mjs';

const FINDINGS = 50_000;
const AT = Date.UTC(2026, 0, 5);

export async function run() {
  const model = await readModel(standardModelFolder());
  const bytes = Buffer.from(report());
  const size = bytes.length / 1e6;
  const parse = await seconds(() => JSON.parse(bytes.toString()));
  const rows = [];
  const server = await startPostgres();
  const scratch = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    for (const [name, where] of [
      ['SQLite', { folder: scratch }],
      ['PostgreSQL', { url: server.url }],
    ]) {
      const store = await openStore(where);
      await store.write('import', (writer) =>
        writer.putOrganization({ id: 'import', name: 'Import', timeZone: 'UTC', created: 0, example: false }),
      );
      const intake = {
        organization: 'import',
        origin: { kind: 'token', name: 'bench' },
        learned: AT + 1000,
        coverage: model.coverage,
        system: 'bench',
      };
      const all = await seconds(async () => {
        const result = await importDocument(store, handedBytes('prowler.ocsf.json', bytes), intake);
        if (result.status !== 'imported') throw new Error(JSON.stringify(result));
      });
      const kept = await everyResult(store);
      const bare = await bareLoad(where, 'bare_result', ['fingerprint'], kept);
      rows.push([name, all, bare, kept.length]);
      await store.close();
    }
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
  const lines = rows.map(
    ([name, all, bare, count]) =>
      `| ${name} | ${all.toFixed(2)} | ${Math.round(FINDINGS / all).toLocaleString('en')} | ${(size / all).toFixed(1)} | ${(all / parse).toFixed(1)} × | ${bare.toFixed(2)} (${count.toLocaleString('en')} rows) | ${(all / bare).toFixed(1)} × |`,
  );
  return `## Import

One OCSF report of ${FINDINGS.toLocaleString('en')} results over 2,000 resources, ${size.toFixed(1)} MB; \`JSON.parse\` of the same bytes: ${parse.toFixed(2)} s (${(size / parse).toFixed(0)} MB/s).

| store | seconds, end to end | results a second | MB/s | against JSON.parse | bare bulk load of the same results, s | against the bare load |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

async function everyResult(store) {
  const rows = [];
  let after;
  do {
    const page = await store.reader('import').findings({}, { limit: 5_000, ...(after && { after }) });
    for (const { thingName, ...row } of page.rows) rows.push(row);
    after = page.next;
  } while (after);
  return rows;
}

function report() {
  const findings = Array.from({ length: FINDINGS }, (_, index) => {
    const check = Math.floor(index / 2_000);
    const uid = `arn:aws:ec2:eu-central-1:123456789012:instance/i-${String(index % 2_000).padStart(17, '0')}`;
    return {
      message: `Check ${check} on ${uid}`,
      metadata: {
        event_code: `check_${check}`,
        product: { name: 'Prowler', vendor_name: 'Prowler', version: '5.3.0' },
        version: '1.3.0',
      },
      severity_id: 2 + (index % 4),
      severity: ['Low', 'Medium', 'High', 'Critical'][index % 4],
      status: 'New',
      status_code: index % 5 === 0 ? 'FAIL' : 'PASS',
      activity_id: 1,
      category_uid: 2,
      class_uid: 2003,
      class_name: 'Compliance Finding',
      type_uid: 200301,
      time: AT / 1000,
      time_dt: new Date(AT).toISOString(),
      finding_info: {
        title: `Check ${check}`,
        uid: `prowler-${index}`,
        desc: 'What the check looks at, in a sentence or two of the usual length.',
      },
      cloud: { provider: 'aws', region: 'eu-central-1', account: { uid: '123456789012', name: 'bench' } },
      resources: [{ uid, name: uid.split('/')[1], type: 'AwsEc2Instance', region: 'eu-central-1' }],
    };
  });
  return JSON.stringify(findings);
}

async function seconds(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

if (import.meta.filename === process.argv[1]) console.log(await run());
