export const empty = {
  title: 'Nothing to weigh yet',
  lead: 'Assay works out how mature your systems are from what your tools already produce. Nobody types in a level: it follows from the evidence, and lapses when the evidence stops. There are three ways in.',
  exampleTitle: 'Look around first',
  exampleText: 'Thirty made-up systems in eight teams with 14 months of history. One click removes it again.',
  dropTitle: 'Drop files',
  dropText:
    'Scanner reports, Terraform state, cost exports, backup lists, alert rules, playbooks: drop files or folders anywhere on this page.',
  choose: 'Choose files',
  commandTitle: 'Run a command',
  commandText: 'In a repository or a folder of exported files:',
  commandImport: 'Hand one file in for a system:',
  scan: 'npx assay scan .',
  import: 'npx assay import FILE --system NAME',
};
