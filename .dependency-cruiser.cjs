// The one-way imports of DESIGN: data flows records → model → derive, records → formats → adapters, ledger → intake → server, cli.
/** What a folder below src/ may import, beside itself and records. */
const MAY = {
  records: [],
  model: [],
  derive: ['model'],
  formats: [],
  adapters: ['formats', 'model'],
  ledger: [],
  store: ['model'],
  intake: ['model', 'formats', 'adapters', 'ledger', 'store'],
  outputs: ['model', 'derive', 'formats', 'adapters', 'ledger', 'store', 'intake'],
  outbound: [],
  demo: ['model', 'formats', 'adapters', 'ledger', 'store', 'intake', 'outputs'],
  server: [
    'model',
    'derive',
    'formats',
    'adapters',
    'ledger',
    'store',
    'intake',
    'outputs',
    'outbound',
    'demo',
  ],
  cli: [
    'model',
    'derive',
    'formats',
    'adapters',
    'ledger',
    'store',
    'intake',
    'outputs',
    'outbound',
    'demo',
    'server',
  ],
};
/** Modules of Node that can reach another machine. */
const NETWORK = 'http|https|http2|net|tls|dgram|dns|dns/promises|inspector';
const TEST = '(\\.test\\.ts$|/testing/)';
const PURE = ['records', 'derive', 'adapters', 'ledger'];
const folders = Object.keys(MAY);

module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `${folder}-imports-one-way`,
      comment: `src/${folder} may import only: ${['records', ...MAY[folder]].join(', ')}.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^(src|web)/', pathNot: `^src/(${[folder, 'records', ...MAY[folder]].join('|')})/` },
    })),
    {
      name: 'pure-folders-do-no-io',
      comment: 'records, derive, adapters and ledger are pure: no node module, no package that does I/O.',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/`, pathNot: TEST },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'formats-do-no-io',
      comment: 'formats read bytes that they are given; they may decompress, and nothing else of Node.',
      severity: 'error',
      from: { path: '^src/formats/', pathNot: TEST },
      to: {
        dependencyTypes: ['core'],
        pathNot: '^(node:)?(crypto|buffer|zlib|stream|stream/promises|util|events)$',
      },
    },
    {
      name: 'only-outbound-connects',
      comment: 'src/outbound is the one place from which Assay connects to another machine.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/outbound/|${TEST}` },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'], path: `^(node:)?(${NETWORK})$` },
    },
    {
      name: 'outbound-connects-in-three-files',
      comment: 'Of outbound only send.ts, client.ts and git.ts do I/O; net tells addresses apart.',
      severity: 'error',
      from: { path: '^src/outbound/', pathNot: `^src/outbound/(send|client|git)\\.ts$|${TEST}` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|net)$' },
    },
    {
      name: 'web-imports-types-of-the-api-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '(\\.test\\.tsx?$|/testing/)' },
      to: { path: '(\\.test\\.tsx?$|/testing/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
