// Checks the one-way imports, and proves that the check can fail: a planted violation of each kind must be found.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './prepare.mjs';

/** [rule, file, text]: what must be refused. */
const PLANTED = [
  [
    'derive-imports-one-way',
    'src/derive/planted.ts',
    "import type { Store } from '../store/store.ts';\nexport type Planted = Store;\n",
  ],
  [
    'adapters-imports-one-way',
    'src/adapters/planted.ts',
    "import { handedBytes } from '../intake/handed.ts';\nexport const planted = handedBytes;\n",
  ],
  [
    'ledger-imports-one-way',
    'src/ledger/planted.ts',
    "import type { Store } from '../store/store.ts';\nexport type Planted = Store;\n",
  ],
  [
    'pure-folders-do-no-io',
    'src/ledger/planted-io.ts',
    "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
  ],
  [
    'pure-folders-do-no-io',
    'src/derive/planted-io.ts',
    "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
  ],
  [
    'formats-do-no-io',
    'src/formats/planted-io.ts',
    "import { get } from 'node:https';\nexport const planted = get;\n",
  ],
  [
    'store-imports-one-way',
    'src/store/planted.ts',
    "import { main } from '../cli/main.ts';\nexport const planted = main;\n",
  ],
  [
    'outbound-imports-one-way',
    'src/outbound/planted.ts',
    "import type { Store } from '../store/store.ts';\nexport type Planted = Store;\n",
  ],
  [
    'only-outbound-connects',
    'src/server/planted-client.ts',
    "import { request } from 'node:https';\nexport const planted = request;\n",
  ],
  [
    'outbound-connects-in-three-files',
    'src/outbound/planted-client.ts',
    "import { connect } from 'node:tls';\nexport const planted = connect;\n",
  ],
];

function cruise() {
  const words = [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    'web/src',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
  ];
  const done = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!done.stdout) {
    console.error(done.stderr);
    process.exit(1);
  }
  return JSON.parse(done.stdout).summary;
}

function describe(violation) {
  return `${violation.rule.name}: ${violation.from} → ${violation.to}`;
}

const honest = cruise();
for (const violation of honest.violations) console.error(describe(violation));

for (const [, file, text] of PLANTED) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
let planted;
try {
  planted = cruise();
} finally {
  for (const [, file] of PLANTED) rmSync(join(root, file), { force: true });
}
const missed = PLANTED.filter(
  ([rule, file]) =>
    !planted.violations.some((violation) => violation.rule.name === rule && violation.from === file),
);
for (const [rule, file] of missed) console.error(`planted and not found: ${rule} in ${file}`);
if (honest.totalCruised < 50) console.error(`only ${honest.totalCruised} modules were looked at`);
if (honest.violations.length > 0 || missed.length > 0 || honest.totalCruised < 50) process.exit(1);
console.log(`${honest.totalCruised} modules, ${PLANTED.length} planted violations found, none else`);
