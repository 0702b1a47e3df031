export const catalogue = {
  title: 'Catalogue',
  lead: 'How each tool becomes evidence: what to export, what reads it, what it proves, and what it does not.',
  search: 'Search',
  searchHint: 'A tool, a format, a command',
  aspect: 'Aspect',
  anyAspect: 'Any aspect',
  found: (tools: number, formats: number) =>
    `${tools} ${tools === 1 ? 'tool' : 'tools'}, ${formats} ${formats === 1 ? 'format' : 'formats'}`,
  tools: 'Tools',
  noTool: 'No tool of the model is called so. Look among the formats below, or map its export with csvmap.',
  formats: 'Formats',
  formatsLead:
    'Whatever tool writes one of these is read. Anything else comes in through a mapped table (csvmap), a run (assay run), a signed webhook or an attestation.',
  home: 'Its own page',
  by: (title: string) => `Read as: ${title}`,
  reads: 'Reads',
  proves: 'What it proves',
  limits: 'What it does not',
  serves: (aspects: string) => `Aspects: ${aspects}`,
};
