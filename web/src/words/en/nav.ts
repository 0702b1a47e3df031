export const nav = {
  label: 'Main',
  shown: 'What is shown',
  portfolio: 'Portfolio',
  catalogue: 'Catalogue',
  administration: 'Administration',
  account: 'Your account',
  evidence: 'Evidence',
  aspects: 'Aspects',
  model: (version: string) => `Model ${version}`,
  version: (version: string) => `Assay ${version}`,
  overridden: (names: readonly string[]) => `with ${names.join(', ')}`,
};
