/** Folders in a repository that hold test data, other people's code or build output: not this system's evidence. */
const ASIDE = new Set([
  '__fixtures__',
  '__snapshots__',
  '__tests__',
  'build',
  'cassettes',
  'dist',
  'example',
  'examples',
  'fixture',
  'fixtures',
  'node_modules',
  'sample',
  'samples',
  'site-packages',
  'spec',
  'test',
  'testdata',
  'tests',
  'third_party',
  'vendor',
]);

/** Endings of files that tools export or that declare a practice; other files of a repository are its source. */
const ENDINGS = /\.(json|jsonl|ndjson|sarif|xml|csv|e?ya?ml|tfstate|parquet|otm|log|gz|tgz|zip|tc)$/i;
const NAMES =
  /^(Jenkinsfile|CODEOWNERS|\.gitlab-ci\.yml|\.travis\.yml|\.secrets\.baseline$|scoutsuite_results_|lynis-report|go\.(sum|mod)$|(yarn|poetry|Pipfile|uv|Gemfile|Cargo|composer)\.lock$|(buildscript-)?gradle\.lockfile$|requirements[\w.-]*\.txt$)/;

/** Files that every JavaScript, .NET or Java repository has and that are settings, not exports. */
const SETTINGS =
  /(^|\/)(package|tsconfig[^/]*|jsconfig|composer|biome|\.eslintrc|\.prettierrc|launch|settings|extensions|tasks)\.json$/i;

/** Why a file of a repository is not handed to the adapters, or undefined where it is. */
export function aside(path: string): 'source' | 'aside' | undefined {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  for (const part of parts) if (ASIDE.has(part.toLowerCase())) return 'aside';
  if (SETTINGS.test(path)) return 'source';
  return ENDINGS.test(name) || NAMES.test(name) ? undefined : 'source';
}
