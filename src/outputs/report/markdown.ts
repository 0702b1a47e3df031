import type { Aspect } from '../../model/model.ts';
import { escaped } from '../formats/markdown.ts';
import { growthText, scoreText } from './figures.ts';
import type { Report } from './report.ts';

/** A report as Markdown; `full` adds the reason of every level. */
export function reportMarkdown(
  report: Report,
  aspects: readonly Pick<Aspect, 'id' | 'number' | 'title'>[],
  full: boolean,
): string {
  const title = (id: string) => escaped(aspects.find((each) => each.id === id)?.title ?? id);
  const day = (instant: string) => instant.slice(0, 10);
  const lines = [
    `# ${escaped(report.title)}`,
    '',
    `As of ${day(report.at)}, compared with ${day(report.compare)}. Model ${escaped(report.model.version)}${
      report.model.overrides.length > 0 ? ` with ${escaped(report.model.overrides.join(', '))}` : ''
    }.`,
    '',
    `Score ${scoreText(report.average.now)}, was ${scoreText(report.average.before)}; growth ${growthText(report.growth)}; ${report.openFindings} open findings.`,
  ];
  const section = (head: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push('', `## ${head}`, '', ...rows);
  };
  section('Levels', [
    `| System | Score | Growth |${aspects.map(({ number }) => ` ${number} |`).join('')}`,
    `| --- | --: | --: |${aspects.map(() => ' :-: |').join('')}`,
    ...report.systems.map(
      (system) =>
        `| ${escaped(system.name)} | ${scoreText(system.score)} | ${growthText(system.growth)} |${aspects
          .map(({ id }) => {
            const here = system.aspects.find((each) => each.id === id);
            if (!here || here.exempt) return ' – |';
            return here.level === here.before ? ` ${here.level} |` : ` ${here.before} → ${here.level} |`;
          })
          .join('')}`,
    ),
  ]);
  const changes = full ? report.changes : report.changes.slice(0, 10);
  section(
    'What changed',
    changes.map(
      ({ systemName, aspect, from, to, at, why }) =>
        `- ${day(at)}: ${escaped(systemName)}, ${title(aspect)}: ${from} → ${to}. ${escaped(why)}`,
    ),
  );
  section(
    'What lapses next',
    report.lapses.map(
      ({ systemName, aspect, at, from, to }) =>
        `- ${day(at)}: ${escaped(systemName)}, ${title(aspect)}: ${from} → ${to}`,
    ),
  );
  section(
    'Worth doing next',
    report.steps.map(
      ({ systemName, aspect, step }) => `- ${escaped(systemName)}, ${title(aspect)}: ${escaped(step)}`,
    ),
  );
  section(
    'Plan',
    report.plans.map(
      ({ systemName, aspect, level, target, owner, due, state }) =>
        `- ${escaped(systemName)}, ${title(aspect)}: ${level} → ${target}, ${escaped(owner)}${due === null ? '' : `, until ${day(due)}`} (${state})`,
    ),
  );
  section(
    'Exempt',
    report.exemptions.map(
      ({ systemName, aspect, until, approver, reason }) =>
        `- ${escaped(systemName)}, ${title(aspect)}, until ${day(until)}, approved by ${escaped(approver)}: ${escaped(reason)}`,
    ),
  );
  if (full)
    for (const system of report.systems)
      section(
        escaped(system.name),
        system.aspects.map(
          ({ id, level, reason, next }) => `- ${title(id)}: ${level}. ${escaped(`${reason} ${next}`.trim())}`,
        ),
      );
  return `${lines.join('\n')}\n`;
}
