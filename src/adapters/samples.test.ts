import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ADAPTERS } from './registry.ts';
import { countsOf, read } from './testing/harness.ts';

/*
 * Real files from real tools, when the folder stands beside the project. None of them is copied here. Each is
 * recognised without a hint, read by the right adapter, and yields at least what its source counts.
 */

const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

/** Folder: the adapter that reads it, and the least that each of its files yields, by kind. */
const EXPECTED: Readonly<
  Record<string, readonly [adapter: string, least: Readonly<Record<string, number>>]>
> = {
  'alertmanager-config': ['alertmanager-config', { rule: 1 }],
  'aws-autoscaling': ['aws-autoscaling', { resource: 5 }],
  'aws-backup': ['aws-backup', { practice: 11 }],
  'aws-fis': ['aws-fis', { envelope: 1 }],
  cacao: ['cacao', { plan: 1 }],
  'ci-config': ['ci-config', { practice: 1 }],
  'custodian-output': ['custodian', { resource: 1 }],
  // Its one vulnerability is not open: the bill's own analysis says `not_affected`, which the peer does not look at.
  cyclonedx: ['cyclonedx', { component: 1, result: 1 }],
  'focus-csv': ['focus', { cost: 2 }],
  // Four entries; the peer that states three leaves one out as a duplicate.
  gitleaks: ['gitleaks', { findings: 4 }],
  'iam-credential-report': ['iam-credential-report', { identity: 3 }],
  'junit-xml': ['junit', { result: 2 }],
  // Five events: two fail, three are for a person to look at.
  ocsf: ['ocsf', { result: 5, findings: 2 }],
  otm: ['otm', { resource: 4, plan: 1 }],
  'prometheus-http-api': ['prometheus-api', { rule: 1 }],
  'prometheus-rules': ['prometheus-rules', { rule: 5 }],
  'rds-snapshots': ['rds-snapshots', { practice: 4 }],
  sarif: ['sarif', { result: 4 }],
  threagile: ['threagile', { resource: 2, plan: 1 }],
  'tfplan-json': ['terraform', { resource: 3 }],
  tfstate: ['terraform', { resource: 26 }],
};

describe.runIf(existsSync(SAMPLES))('real files', () => {
  const files = Object.entries(EXPECTED).flatMap(([folder, [adapter, least]]) =>
    existsSync(SAMPLES + folder)
      ? readdirSync(SAMPLES + folder).map((name) => [`${folder}/${name}`, adapter, least] as const)
      : [],
  );

  test.each(files)('%s is read by %s', async (path, adapter, least) => {
    const outcome = await read(path, readFileSync(SAMPLES + path));
    expect(outcome.adapter).toBe(adapter);
    expect(outcome, JSON.stringify(outcome).slice(0, 300)).toHaveProperty('readings');
    if (!('readings' in outcome)) return;
    const counts = countsOf(outcome.readings);
    for (const [kind, count] of Object.entries(least))
      expect(counts[kind] ?? 0, kind).toBeGreaterThanOrEqual(count);
  });

  test('what no adapter is for yet is not claimed by one', async () => {
    const others = readdirSync(SAMPLES, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !(entry.name in EXPECTED),
    );
    const claims: string[] = [];
    for (const { name: folder } of others) {
      for (const name of readdirSync(SAMPLES + folder)) {
        const path = `${folder}/${name}`;
        const bytes = readFileSync(SAMPLES + path);
        const outcome = await read(path, bytes);
        if (outcome.adapter !== undefined) claims.push(`${path}: ${outcome.adapter}`);
      }
    }
    // Close relatives that an adapter reads rightly: RDS instances list their automated backups, a Prometheus
    // configuration is none of its rule files.
    expect(claims.filter((claim) => !/rds-describe-db-instances.*rds-snapshots$/.test(claim))).toEqual([]);
    expect(ADAPTERS.length).toBeGreaterThan(0);
  });
});
