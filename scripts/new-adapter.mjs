// `npm run new-adapter -- NAME`: writes the folder of an adapter that reads a small example and passes every test
// as written, so that one begins with something that works and changes it step by step.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from './new-adapter-files.mjs';
import { root } from './prepare.mjs';

const HELP = `Usage: npm run new-adapter -- NAME

Writes src/adapters/NAME with a reader, its page, fixtures and what they are expected to yield, registers it and
lists it on the pages. It passes every test as written; then change the example into your format.

  NAME  the format's name as its field calls it: small letters, digits and single hyphens, e.g. my-scanner

Example:
  npm run new-adapter -- my-scanner
  npx vitest run src/adapters/adapters.test.ts -t my-scanner
`;

/** Words that cannot name an import in the registry. */
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined'.split(
    ' ',
  ),
);
/** Folders beside the adapters that are none. */
const OTHER = new Set(['shared', 'testing']);

const adapters = join(root, 'src', 'adapters');

function identifier(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Why a name cannot be used, with what to do; undefined where it can. */
function fault(name) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    return `"${name}" is no name for an adapter: use at most 40 small letters, digits and single hyphens, beginning with a letter, e.g. my-scanner.`;
  }
  if (OTHER.has(name) || RESERVED.has(identifier(name))) {
    return `"${name}" is taken by something else. Choose the format's full name, e.g. ${name}-report.`;
  }
  if (existsSync(join(adapters, name))) {
    return `There is an adapter "${name}" already: src/adapters/${name}. Choose another name, or change that one.`;
  }
  const twin = readdirSync(adapters).find((each) => identifier(each) === identifier(name));
  if (twin) return `"${name}" would be called the same as src/adapters/${twin}. Choose another name.`;
  return undefined;
}

/** Runs a tool of the project; ends this process with what it said where it fails. */
function tool(module, words, env = {}) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', module), ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (done.status === 0) return;
  console.error(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
  console.error(`The folder is written, and this failed: ${module} ${words.join(' ')}`);
  process.exit(1);
}

function options() {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

const { values, positionals } = options();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [name, ...rest] = positionals;
if (name === undefined || rest.length > 0) {
  console.error(`Give one name.\n\n${HELP}`);
  process.exit(2);
}
const why = fault(name);
if (why) {
  console.error(why);
  process.exit(2);
}

for (const [path, text] of Object.entries(filesOf(name))) {
  const file = join(adapters, name, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const vitest = (words, env) => tool('vitest/vitest.mjs', ['run', ...words], env);
const own = ['src/adapters/adapters.test.ts', '-t', `^${name} `];
vitest(['src/adapters/registry.test.ts'], { UPDATE: '1' });
vitest(own, { UPDATE: '1' });
vitest(['src/adapters/registry.test.ts'], { UPDATE_PAGES: '1' });
tool('@biomejs/biome/bin/biome', ['check', '--write', `src/adapters/${name}`, 'src/adapters/registry.ts']);
// What was written has to hold without being written anew.
vitest(own);
console.log(`src/adapters/${name} is written, registered and passes its tests. Now:
  1. src/adapters/${name}/fixtures/*/input.ndjson   write your format, by hand, with names of example.com
  2. src/adapters/${name}/index.ts, read.ts         know it by its content, and read it
  3. src/adapters/${name}/about.ts                  say how to get the file, and what it proves
  4. UPDATE=1 npx vitest run src/adapters/adapters.test.ts -t '^${name} '   then read each expected.json`);
