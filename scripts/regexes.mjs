// Checks every regular expression in the sources for catastrophic backtracking, and proves that the check can
// fail: planted ones must be found. recheck takes minutes over all of them, so those that it found safe are
// listed in regexes.checked.txt; only others are checked. What is quadratic stands in regexes.bounded.txt with why
// its text is short.
//   --write  lists the ones that are in use and safe
//   --all    checks the listed ones anew too

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from './prepare.mjs';

// The engine in JavaScript: the same answer on every machine, and neither Java nor a binary.
process.env.RECHECK_SYNC_BACKEND = 'pure';
const { checkSync } = await import('recheck');

const FOLDERS = ['src', join('web', 'src'), 'scripts'];
const CHECKED = 'scripts/regexes.checked.txt';
const BOUNDED = 'scripts/regexes.bounded.txt';
/** Marks a listed pattern that is quadratic at worst, which it may be where it is bounded. */
const QUADRATIC = '~';
/** One pattern may take this long, in milliseconds. */
const PATIENCE = 60_000;
/** [file, text]: what must be found, and be found to be vulnerable. */
const PLANTED = [
  ['src/records/planted-literal.ts', 'export const planted = /^(a+)+$/;\n'],
  ['src/records/planted-text.ts', "export const planted = new RegExp('^(b|b)*$', 'i');\n"],
  ['web/src/planted.tsx', 'export const Planted = () => <p>{/^(c*)*$/.test(name)}</p>;\n'],
];

const words = process.argv.slice(2);
const all = words.includes('--all');
const write = words.includes('--write');
const version = createRequire(import.meta.url)('recheck/package.json').version;
const header = `# Found safe, or after ${QUADRATIC} quadratic, by recheck ${version}. Written by: npm run regexes -- --write`;

/** The patterns below the folders, each as a literal, with the places where it stands. */
function patternsBelow(folders) {
  const found = new Map();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(?:[cm]?[jt]s|tsx)$/.test(entry.name)) continue;
      collect(join(entry.parentPath, entry.name), found);
    }
  }
  return found;
}

function collect(file, found) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('/') && !text.includes('RegExp')) return;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const visit = (node) => {
    const literal = literalOf(node, source);
    if (literal !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const place = `${relative(root, file).split(sep).join('/')}:${line + 1}`;
      found.set(literal, [...(found.get(literal) ?? []), place]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function literalOf(node, source) {
  if (ts.isRegularExpressionLiteral(node)) return node.text;
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  if (node.expression.getText(source) !== 'RegExp') return undefined;
  const [pattern, flags] = node.arguments ?? [];
  if (!pattern || !ts.isStringLiteralLike(pattern)) return undefined;
  return String(new RegExp(pattern.text, flags && ts.isStringLiteralLike(flags) ? flags.text : ''));
}

/** What recheck says of a literal: undefined where it is safe. */
function weakness(literal) {
  const end = literal.lastIndexOf('/');
  const said = checkSync(literal.slice(1, end), literal.slice(end + 1), { timeout: PATIENCE });
  if (said.status === 'safe') return undefined;
  if (said.status === 'unknown') return { degree: Infinity, why: `not known to be safe: ${said.error.kind}` };
  const { type, degree = Infinity, summary } = said.complexity;
  return { degree, why: `${type === 'polynomial' ? summary : type}, e.g. ${said.attack.pattern}` };
}

function linesOf(file) {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

const found = patternsBelow(FOLDERS);
const listed = readFileSync(join(root, CHECKED), 'utf8');
const safe = new Set(listed.startsWith(`${header}\n`) && !all ? linesOf(CHECKED) : []);
const bounded = new Map(
  linesOf(BOUNDED).map((line) => {
    const [literal = '', reason = ''] = line.split('\t');
    return [literal, reason];
  }),
);
const wrong = [];

const stale = linesOf(CHECKED).filter(
  (line) => !found.has(line.startsWith(QUADRATIC) ? line.slice(1) : line),
);
if (stale.length > 0 && !write)
  wrong.push(`${CHECKED} lists ${stale.length} that are gone. Run: npm run regexes -- --write`);
for (const [literal, reason] of bounded) {
  if (!found.has(literal)) wrong.push(`${BOUNDED} lists one that is gone: ${literal}`);
  if (!reason.trim()) wrong.push(`${BOUNDED} does not say why: ${literal}`);
}

const proved = [];
for (const [literal, places] of found) {
  const mark = bounded.has(literal) ? `${QUADRATIC}${literal}` : literal;
  if (!safe.has(mark)) {
    const weak = weakness(literal);
    if (weak && !(bounded.has(literal) && weak.degree <= 2)) {
      wrong.push(`${places.join(', ')}: ${literal}: ${weak.why}`);
      continue;
    }
    if (!weak && bounded.has(literal)) wrong.push(`${BOUNDED} lists one that is safe: ${literal}`);
  }
  proved.push(mark);
}
const fresh = proved.filter((line) => !safe.has(line)).length;

for (const [file, text] of PLANTED) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
let planted;
try {
  planted = patternsBelow([join('src', 'records'), join('web', 'src')]);
} finally {
  for (const [file] of PLANTED) rmSync(join(root, file), { force: true });
}
for (const [file] of PLANTED) {
  const [literal] = [...planted].find(([, places]) => places.includes(`${file}:1`)) ?? [];
  if (literal === undefined || !weakness(literal)) wrong.push(`planted and not found: ${file}`);
}

if (found.size < 200) wrong.push(`only ${found.size} patterns were looked at`);
for (const each of wrong) console.error(each);
if (write) writeFileSync(join(root, CHECKED), `${[header, ...proved.sort()].join('\n')}\n`);
if (wrong.length > 0) process.exit(1);
if (fresh > 0 && !all && !write)
  console.log(`${fresh} were checked anew. So that they are not each time: npm run regexes -- --write`);
console.log(`${found.size} patterns, ${PLANTED.length} planted ones found vulnerable, none else`);
