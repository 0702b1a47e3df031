import type { SystemScore } from '../scorecard/scorecard.ts';
import type { Format } from './format.ts';

/** Bytes; the summary of a step on GitHub is lost where it is larger than 1 MiB. */
const MOST = 900_000;

/** A table of all systems by aspects, and what is worth doing next, for summaries and comments. */
export const markdown: Format = (card, { aspects }) => {
  const head = [
    '| System | Score |',
    ...aspects.map(({ number, title }) => ` ${number} ${escaped(title)} |`),
  ].join('');
  const rule = `| --- | --: |${aspects.map(() => ' :-: |').join('')}`;
  const lines = [`As of ${card.at.slice(0, 10)}.`, '', head, rule];
  const steps = card.focus.flatMap(({ system, aspect, step }) => {
    const known = card.systems.find(({ id }) => id === system);
    const title = aspects.find(({ id }) => id === aspect)?.title ?? aspect;
    return known ? [`- ${escaped(known.name)}, ${escaped(title)}: ${escaped(step)}`] : [];
  });
  const next = steps.length > 0 ? ['', 'Next:', '', ...steps.slice(0, 10)] : [];
  let room = MOST - bytesOf([...lines, ...next].join('\n'));
  let shown = 0;
  for (const system of card.systems) {
    const line = row(system, aspects);
    room -= bytesOf(line) + 1;
    if (room < 0) break;
    lines.push(line);
    shown += 1;
  }
  const hidden = card.systems.length - shown;
  if (hidden > 0) lines.push('', `And ${hidden} more systems, for which there is no room here.`);
  return `${[...lines, ...next].join('\n')}\n`;
};

function row(system: SystemScore, aspects: readonly { id: string }[]): string {
  const cells = aspects.map(({ id }) => {
    const here = system.aspects.find((each) => each.id === id);
    if (!here || here.exempt) return '–';
    return String(here.level);
  });
  const score = system.score === null ? '–' : `${system.score} of ${system.of}`;
  return `| ${[escaped(system.name), score, ...cells].join(' | ')} |`;
}

/** Text that stays text: no markup, no link, no row of its own, and nobody is called by an `@`. */
export function escaped(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, (mark) => {
    if (mark === '@') return '@<!-- -->';
    return /[\\`*_[\]<>|~#&!:$]/.test(mark) ? `\\${mark}` : mark;
  });
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
