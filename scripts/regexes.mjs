// No regular expression of the product may take long on any text: each was checked with recheck, and is either
// linear, or is only ever given text that is cut to a length at which it is quick. What was checked stands in
// regexes.json; a new one is checked here. `node scripts/regexes.mjs --update` writes the list anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { root } from './prepare.mjs';

const LIST = join(root, 'scripts', 'regexes.json');
/** Milliseconds for one expression. */
const TIMEOUT = 20_000;

function literals() {
  const found = new Map();
  for (const below of ['src', 'web/src']) {
    for (const file of readdirSync(join(root, below), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|(^|[\\/])testing[\\/]/.test(file)) continue;
      const text = readFileSync(join(root, below, file), 'utf8');
      const visit = (node) => {
        if (ts.isRegularExpressionLiteral(node)) found.set(node.text, join(below, file));
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
    }
  }
  return found;
}

const update = process.argv.includes('--update');
const known = JSON.parse(readFileSync(LIST, 'utf8'));
const all = literals();
const kept = { linear: [], bounded: {} };
let wrong = 0;
for (const [text, file] of [...all].sort()) {
  if (known.linear.includes(text)) kept.linear.push(text);
  else if (text in known.bounded) kept.bounded[text] = known.bounded[text];
  else {
    const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(text);
    const { status, complexity, attack } = checkSync(source, flags, { timeout: TIMEOUT });
    if (status === 'safe') kept.linear.push(text);
    else {
      wrong += 1;
      console.error(`${file}: ${text}\n  ${status}: ${complexity?.summary ?? 'cannot be told'}, e.g. ${attack?.pattern ?? ''}`);
    }
    if (status === 'safe' && !update) {
      console.error(`${file}: ${text}\n  is linear, and not in the list yet: node scripts/regexes.mjs --update`);
      wrong += 1;
    }
  }
}
if (update) writeFileSync(LIST, `${JSON.stringify(kept, null, 2)}\n`);
else {
  const gone = known.linear.length + Object.keys(known.bounded).length - kept.linear.length - Object.keys(kept.bounded).length;
  if (gone > 0) {
    console.error(`${gone} in the list are used no more: node scripts/regexes.mjs --update`);
    wrong += 1;
  }
}
console.log(`${all.size} regular expressions, ${Object.keys(kept.bounded).length} of them on cut text only, ${wrong} wrong`);
process.exit(wrong > 0 ? 1 : 0);
