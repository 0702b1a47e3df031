export const asOf = {
  now: 'Stand jetzt',
  at: (day: string) => `Stand ${day}`,
  known: (day: string) => `bekannt am ${day}`,
  title: 'Einen anderen Tag ansehen',
  atLabel: 'Stand',
  atHint: 'Die Stufen, wie sie am Ende dieses Tages standen oder stehen werden.',
  knownLabel: 'Wie bekannt am',
  knownHint: 'Ohne das, was nach diesem Tag abgegeben wurde.',
  apply: 'Anzeigen',
  back: 'Zurück zu jetzt',
};
