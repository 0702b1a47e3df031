import type { AspectScore, SystemScore } from '../scorecard/scorecard.ts';
import { type Format, type FormatOptions, sentence } from './format.ts';

/** JUnit: a suite for each system, a test for each of its aspects. */
export const junit: Format = (card, options) => {
  const suites = card.systems.map((system) => suite(system, card.at, options));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Assay">\n${suites.join('')}</testsuites>\n`;
};

function suite(system: SystemScore, at: string, options: FormatOptions): string {
  const tests = options.aspects.flatMap((aspect) => {
    const here = system.aspects.find(({ id }) => id === aspect.id);
    return here ? [{ aspect, here }] : [];
  });
  const failed = tests.filter(({ here }) => fails(here, options)).length;
  const skipped = tests.filter(({ here }) => here.exempt).length;
  const cases = tests.map(({ aspect, here }) => {
    const open = `    <testcase classname="${xml(system.name)}" name="${xml(`${aspect.number} ${aspect.title}`)}" time="0"`;
    if (here.exempt) return `${open}><skipped message="exempt"/></testcase>\n`;
    if (!fails(here, options)) return `${open}/>\n`;
    const why = xml(sentence({ system, aspect, here }));
    return `${open}><failure type="level" message="level ${here.level}, below ${options.below}">${why}</failure></testcase>\n`;
  });
  const counts = `tests="${tests.length}" failures="${failed}" errors="0" skipped="${skipped}" time="0"`;
  return `  <testsuite name="${xml(system.name)}" ${counts} timestamp="${xml(at)}">\n${cases.join('')}  </testsuite>\n`;
}

function fails({ exempt, level }: AspectScore, { below }: FormatOptions): boolean {
  return !exempt && level < below;
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0; what it cannot hold is replaced. */
function xml(text: string): string {
  return text
    .replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/\p{Cc}/gu, (mark) => ('\t\n\r'.includes(mark) ? mark : '\ufffd'))
    .replace(/[&<>"]/g, (mark) => NAMED[mark] ?? mark)
    .replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
