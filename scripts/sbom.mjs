// Writes a CycloneDX bill of materials of what Assay runs with, from package-lock.json alone: the same each time.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './prepare.mjs';

/** The bill, as an object (CycloneDX 1.6, JSON). */
export function billOfMaterials() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const own = lock.packages[''];
  const components = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.link)
    .map(([path, entry]) => component(path, entry))
    .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `pkg:npm/assay@${own.version}`,
        name: 'assay',
        version: own.version,
        purl: `pkg:npm/assay@${own.version}`,
        licenses: [{ license: { id: own.license } }],
      },
    },
    components: components.filter((each, index) => each['bom-ref'] !== components[index - 1]?.['bom-ref']),
  };
}

function component(path, { version, integrity, license, optional }) {
  const name = path.split('node_modules/').at(-1);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const licence = license ?? licenceOf(path);
  const [algorithm, digest] = (integrity ?? '').split('-');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: optional ? 'optional' : 'required',
    purl,
    ...(digest && {
      hashes: [
        { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') },
      ],
    }),
    ...(licence && {
      licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    }),
  };
}

function licenceOf(path) {
  const file = join(root, path, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : undefined;
}

/** Writes the bill beside what was built. */
export function writeBill() {
  const to = join(root, 'dist', 'sbom.cdx.json');
  const bill = billOfMaterials();
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`Wrote dist/sbom.cdx.json: ${bill.components.length} components`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeBill();
