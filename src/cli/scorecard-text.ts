import type { AspectScore, Scorecard, SystemScore } from '../outputs/scorecard/scorecard.ts';
import { ASPECTS, type Level } from '../records/words.ts';
import type { Context } from './context.ts';
import { colours, plain, table } from './print.ts';

type Colours = ReturnType<typeof colours>;

/** One system's scorecard: its total, then the 15 aspects in order with level, why, lapse and next step. */
export function systemText(system: SystemScore, card: Scorecard, context: Context): string {
  const colour = colours(context);
  const lines = [
    `${colour.bold(plain(system.name))}  ${total(system, colour)}   ${facts(system)}`,
    colour.dim(`as of ${card.at}, as known at ${card.known}, model ${modelName(card)}`),
    '',
  ];
  const rows = system.aspects.map((aspect, index) => [
    String(index + 1).padStart(2),
    aspect.id,
    rung(aspect, colour),
    aspect.lapses ? `${aspect.lapses.slice(0, 10)} to ${aspect.lapsesTo}` : '–',
    `${aspect.reason}${aspect.next ? ` Next: ${aspect.next}` : ''}`,
  ]);
  lines.push(table(context, ['', 'aspect', 'level', 'lapses', 'why, and what next'], rows));
  for (const note of system.exposure.notes) lines.push(plain(note));
  if (system.exposure.notes.length > 0) lines.push('');
  return `${lines.join('\n')}`;
}

/** Every system in one row: total, growth, and one digit an aspect. */
export function portfolioText(card: Scorecard, context: Context): string {
  const colour = colours(context);
  const rows = card.systems.map((system) => [
    plain(system.name),
    plain(system.team ?? '–'),
    system.score === null ? '–' : `${system.score}${system.exempt > 0 ? ` (${system.compared})` : ''}`,
    system.growth.value === null ? '–' : signed(system.growth.value),
    system.aspects
      .map((aspect) => (aspect.exempt ? '·' : paint(aspect.level, String(aspect.level), colour)))
      .join(' '),
    system.exposure.criticality ?? 'unknown',
    system.lapsesNext ? `${system.lapsesNext.aspect} on ${system.lapsesNext.at.slice(0, 10)}` : '–',
  ]);
  const key = ASPECTS.map((aspect, index) => `${index + 1} ${aspect}`).join(', ');
  return `${table(context, ['system', 'team', 'of 75', 'growth', 'aspects 1 to 15', 'criticality', 'lapses next'], rows)}
${colour.dim(`aspects: ${key}\nas of ${card.at}, as known at ${card.known}, model ${modelName(card)}`)}
`;
}

function total(system: SystemScore, colour: Colours): string {
  return system.score === null
    ? 'exempt from every aspect'
    : `${colour.bold(`${system.score} of ${system.of}`)}${beside(system)}`;
}

/** What an exemption leaves out is said beside the total. */
function beside({ exempt, compared }: SystemScore): string {
  return exempt === 0 ? '' : `, ${exempt} aspects exempt; ${compared} where compared`;
}

function facts(system: SystemScore): string {
  const { criticality, production } = system.exposure;
  const use = production === null ? 'production unknown' : production ? 'production' : 'not production';
  return `criticality ${criticality ?? 'unknown'}, ${use}`;
}

/** `■■■□□ 3`: the number and its shape, so that colour is never alone. */
export function rung(aspect: AspectScore, colour: Colours): string {
  if (aspect.exempt) return 'exempt';
  return paint(
    aspect.level,
    `${'■'.repeat(aspect.level)}${'□'.repeat(5 - aspect.level)} ${aspect.level}`,
    colour,
  );
}

function paint(level: Level, text: string, colour: Colours): string {
  const inks = [colour.red, colour.yellow, colour.yellow, colour.green, colour.green];
  return (inks[level - 1] ?? colour.reset)(text);
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}

/** The model that made a scorecard, with what was changed in it. */
export function modelName(card: Pick<Scorecard, 'model'>): string {
  const { version, overrides } = card.model;
  return overrides.length > 0 ? `${version} with overrides (${overrides.join(', ')})` : version;
}
