export const asOf = {
  now: 'As of now',
  at: (day: string) => `As of ${day}`,
  known: (day: string) => `known ${day}`,
  title: 'Look at another day',
  atLabel: 'As of',
  atHint: 'Levels as they stood, or will stand, at the end of this day.',
  knownLabel: 'As known on',
  knownHint: 'Leave out what was handed in after this day.',
  apply: 'Show',
  back: 'Back to now',
};
