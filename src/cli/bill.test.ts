import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../scripts/sbom.mjs';
import { assay } from './testing/run.ts';

test('the bill of materials of a release is one that Assay itself can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bill-'));
  writeFileSync(join(folder, 'sbom.cdx.json'), JSON.stringify(billOfMaterials()));
  const { out, code } = await assay(['inspect', 'sbom.cdx.json', '--json'], { cwd: folder, data: folder });
  rmSync(folder, { recursive: true });
  expect(code).toBe(0);
  const [report] = [JSON.parse(out)].flat() as { adapter: string; records: { component: number } }[];
  expect(report?.adapter).toBe('cyclonedx');
  expect(report?.records.component).toBeGreaterThan(100);
  const names = billOfMaterials().components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['fastify', 'zod', 'jose']));
  expect(names).not.toContain('vitest');
});
