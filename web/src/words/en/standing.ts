export const standing = {
  standing: 'Where it stands',
  since: 'since',
  always: 'as far back as the evidence goes',
  falls: 'Falls to',
  fallsOn: 'on',
  keeps: 'Level 1 does not fall.',
  missing: (level: number) => `Missing for level ${level}`,
  nothingMissing: 'Nothing is missing.',
  top: 'The highest level. What is missing to keep it shows above.',
  earliest: 'At the earliest',
  coverage: 'Coverage',
  latest: 'Latest practice',
  ladder: 'The rungs',
  here: 'here',
  rung: (fresh: number, sustained: number) =>
    sustained === 0
      ? `one practice in ${fresh} days`
      : `never more than ${fresh} days apart, for ${sustained} days`,
  rungCoverage: (share: string) => `${share} coverage`,
  practice: (output: string | null) =>
    output === null ? 'A fresh practice' : `A fresh ${output.toLowerCase()}`,
  time: (output: string | null) => (output === null ? 'Kept up until' : `${output}s kept up until`),
  coverageMissing: (share: string | null, needed: string) =>
    share === null
      ? `Coverage is not known; ${needed} is needed`
      : `Coverage is ${share}; ${needed} is needed`,
  timeline: 'Level over time',
  evidence: 'Evidence',
  evidenceLead: 'What the level rests on, newest first.',
  noEvidence: 'No evidence yet.',
  noEvidenceNext: 'Hand in a file that one of the tools below produces:',
  when: 'When',
  output: 'Output',
  automation: 'Automation',
  document: 'Document',
  origin: 'From',
  reference: 'Reference',
  note: 'Note',
  declared: 'declared only',
  learned: (day: string) => `Learned ${day}`,
  origins: { ci: 'CI run', token: 'Machine', collector: 'Collector', person: 'Person' } as Record<
    string,
    string
  >,
};
