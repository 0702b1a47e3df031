// docs/asvs.csv: one row for each requirement of OWASP ASVS 5.0, levels 1 and 2. A row that says "met" names a test
// that exists; code that is named exists; no requirement is missing or doubled. Proves that it can fail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, hasTest } from './linked.mjs';
import { root } from './prepare.mjs';

/** Of each section, the requirements of level 1, then those of level 2. (github.com/OWASP/ASVS, 5.0) */
const SECTIONS = `1.1 - 1-2; 1.2 1-5 6-9; 1.3 1-2 3-11; 1.4 - 1-3; 1.5 1 2; 2.1 1 2-3; 2.2 1-2 3; 2.3 1 2-4; 2.4 - 1; 3.2 1-2 -;
3.3 1 2-4; 3.4 1-2 3-6; 3.5 1-3 4-5; 3.7 - 1-2; 4.1 1 2-3; 4.2 - 1; 4.3 - 1-2; 4.4 1 2-4; 5.1 - 1; 5.2 1-2 3; 5.3 1-2 -; 5.4 - 1-3;
6.1 1 2-3; 6.2 1-8 9-12; 6.3 1-2 3-4; 6.4 1-2 3-4; 6.5 - 1-5; 6.6 - 1-3; 6.8 - 1-4; 7.1 - 1-3; 7.2 1-4 -; 7.3 - 1-2; 7.4 1-2 3-5;
7.5 - 1-2; 7.6 - 1-2; 8.1 1 2; 8.2 1-2 3; 8.3 1 -; 8.4 - 1; 9.1 1-3 -; 9.2 1 2-4; 10.1 - 1-2; 10.2 - 1-2; 10.3 - 1-4; 10.4 1-5 6-11;
10.5 - 1-5; 10.6 - 1-2; 10.7 - 1-3; 11.1 - 1-2; 11.2 - 1-3; 11.3 1-2 3; 11.4 1 2-4; 11.5 - 1; 11.6 - 1; 12.1 1 2-3; 12.2 1-2 -;
12.3 - 1-4; 13.1 - 1; 13.2 - 1-5; 13.3 - 1-2; 13.4 1 2-5; 14.1 - 1-2; 14.2 1 2-4; 14.3 1 2-3; 15.1 1 2-3; 15.2 1 2-3; 15.3 1 2-7;
16.1 - 1; 16.2 - 1-5; 16.3 - 1-4; 16.4 - 1-3; 16.5 - 1-3; 17.1 - 1; 17.2 - 1-4; 17.3 - 1-2`;
/** How many there are of each level, counted apart. */
const COUNTS = [70, 183];
const STATUS = ['met', 'partly', 'not met', 'not applicable'];
const HEAD = 'id,level,status,code,test,note';

function requirements() {
  const all = new Map();
  for (const section of SECTIONS.split(';')) {
    const [name, ...levels] = section.trim().split(' ');
    for (const [index, range] of levels.entries()) {
      if (range === '-') continue;
      const [from, to = from] = range.split('-').map(Number);
      for (let each = from; each <= to; each += 1) all.set(`V${name}.${each}`, String(index + 1));
    }
  }
  return all;
}

/** What is wrong with the table. Its cells hold no commas and no quotes. */
function wrongIn(text) {
  const wanted = requirements();
  const [head, ...lines] = text.trimEnd().split('\n');
  const wrong = head === HEAD ? [] : [`the head is not ${HEAD}`];
  const seen = new Set();
  for (const line of lines) {
    const [id, level, status, code = '', test = '', note, ...more] = line.split(',');
    const say = (what) => wrong.push(`${id}: ${what}`);
    if (seen.has(id)) say('is there twice');
    seen.add(id);
    if (wanted.get(id) !== level) say(`is no requirement of level ${level}`);
    if (!STATUS.includes(status)) say(`"${status}" is no status`);
    if (note === undefined || more.length > 0) say('has not six cells');
    if (status === 'met' && test === '') say('is met, and no test says so');
    if (status !== 'met' && !note) say(`is ${status}, and no note says why`);
    for (const path of code.split(';').filter(Boolean))
      if (filesOf(path).length === 0) say(`${path} does not exist`);
    for (const each of test.split(';').filter(Boolean)) {
      const [path, name] = each.split('#');
      const [file] = filesOf(path);
      if (file === undefined) say(`${path} does not exist`);
      else if (!/\.test\.ts$|^scripts\//.test(file)) say(`${path} is no test`);
      else if (file.endsWith('.test.ts') && (!name || !hasTest(file, name)))
        say(`${path} has no test "${name}"`);
    }
  }
  for (const id of wanted.keys()) if (!seen.has(id)) wrong.push(`${id} is missing`);
  return wrong;
}

const text = readFileSync(join(root, 'docs/asvs.csv'), 'utf8');
const rows = text.trimEnd().split('\n');
const of = (edit) => rows.map((row, index) => (index === 1 ? edit(row) : row)).join('\n');
const first = rows[1]?.split(',')[0] ?? '';
/** Tables that must be refused. */
const PLANTED = {
  'a row twice': `${rows.join('\n')}\n${rows[1]}`,
  'a row less': of(() => rows[2]),
  'no test': of(() => `${first},2,met,src/cli.ts,,planted`),
  'a test that is not there': of(() => `${first},2,met,src/cli.ts,src/planted.test.ts#x,planted`),
  'a name that is not there': of(
    () => `${first},2,met,src/cli.ts,src/cli/cli.test.ts#a planted name,planted`,
  ),
  'code that is not there': of(() => `${first},2,not met,src/planted.ts,,planted`),
  'another level': of(() => `${first},1,not met,src/cli.ts,,planted`),
  'a word for a status': of(() => `${first},2,nearly,src/cli.ts,,planted`),
};
const missed = Object.entries(PLANTED).filter(([, planted]) => wrongIn(planted).length === 0);
for (const [name] of missed) console.error(`planted and not found: ${name}`);
const wrong = wrongIn(text);
for (const each of wrong) console.error(each);
const counts = ['1', '2'].map(
  (level) => [...requirements().values()].filter((each) => each === level).length,
);
if (counts.join() !== COUNTS.join()) wrong.push(`${counts} requirements are known, not ${COUNTS}`);
if (wrong.length > 0 || missed.length > 0) {
  console.error(`${wrong.length} wrong`);
  process.exit(1);
}
const tally = STATUS.map(
  (status) => `${rows.filter((row) => row.split(',')[2] === status).length} ${status}`,
);
console.log(
  `${rows.length - 1} requirements: ${tally.join(', ')}; ${Object.keys(PLANTED).length} planted faults found`,
);
