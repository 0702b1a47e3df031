import { count } from './shared.ts';

export const systemList = {
  import: 'Import systems from a file',
  file: 'CSV, or a Backstage catalogue',
  hint: 'You see first what would become of each system; nothing is kept until you say so. The same on the command line: assay systems import FILE --dry-run',
  columnsTitle: 'Columns of the CSV',
  columns: [
    ['name', 'The system. The only one that is needed.'],
    ['team', 'Who owns it; a team that is new is made.'],
    ['owners', 'Ada <ada@example.org>; Ben'],
    ['support', 'Engineers who support it, written as owners.'],
    ['public', 'yes or no: whether it faces the public. Also “exposure”.'],
    ['personal data', 'yes or no. Also “data class”: personal, none.'],
    ['monthly cost', 'US dollars.'],
    ['keys', 'Patterns of attribution: repo:github.com/acme/pay*; tag:app=pay'],
  ],
  derived:
    'An empty cell changes nothing. Criticality and production follow from exposure, data and cost, and are not declared.',
  backstage:
    'From catalog-info.yaml each System comes, and each Component that is part of none; groups become teams, the tags public, internal and pii are read.',
  preview: 'What would become of them',
  states: { new: 'new', changed: 'changes', unchanged: 'unchanged' },
  fields: {
    name: 'Name',
    team: 'Team',
    owners: 'Owners',
    support: 'Support',
    public: 'Public',
    pii: 'Personal data',
    monthlyCost: 'US dollars a month',
    keys: 'Keys',
  },
  system: 'System',
  state: 'State',
  becomes: 'What changes',
  where: 'Where',
  from: (value: string) => `${value} becomes`,
  summary: (made: number, changed: number, unchanged: number, refused: number) =>
    `${made} new, ${changed} changed, ${unchanged} unchanged, ${refused} left out.`,
  more: (rows: number) => `${count(rows, 'more system is', 'more systems are')} not shown here.`,
  refused: 'Left out',
  passedOver: 'Passed over',
  teams: (names: readonly string[]) =>
    `Makes the ${names.length === 1 ? 'team' : 'teams'} ${names.join(', ')}.`,
  apply: (systems: number) => `Import ${count(systems, 'system', 'systems')}`,
  nothing: 'Nothing would change.',
  last: (file: string, by: string) => `Last import: ${file}, by ${by},`,
  did: (made: number, changed: number) =>
    `${count(made, 'system', 'systems')} made, ${count(changed, 'system', 'systems')} changed.`,
  undo: 'Undo the import',
  undoQuestion: 'Undo the last import of systems?',
  undoDetail: 'Systems that it made go, the others are as they were before.',
  export: 'Download all as CSV',
};
