import { count } from './shared.ts';

export const focus = {
  title: 'Fokus',
  lead: 'Wer am meisten Hilfe braucht: am wenigsten reif mal am kritischsten, zuerst. Zu jedem der eine Schritt, der sich lohnt, wie, und wer helfen kann.',
  empty: 'Jedes System steht überall auf Stufe 5 oder ist ausgenommen.',
  noSystems: 'Noch braucht niemand Hilfe, denn es gibt kein System. Der erste Import legt eines an:',
  score: (score: number) => `${score} von 75`,
  production: 'Produktion',
  criticality: {
    high: 'Hohe Kritikalität',
    medium: 'Mittlere Kritikalität',
    low: 'Niedrige Kritikalität',
    unknown: 'Kritikalität nicht bekannt',
  },
  step: 'Der Schritt, der sich lohnt',
  toward: (level: number) => `Richtung Stufe ${level}`,
  earliest: 'frühestens',
  how: 'Wie',
  responses: {
    use: 'Nutzen, was andere betreiben',
    ask: 'Die fragen, die es können',
    buy: 'Einen gehosteten Dienst kaufen',
    train: 'Die eigenen Leute schulen',
    hire: 'Jemanden einstellen, der es kann',
  },
  why: {
    use: 'Mehr als ein Team steht zwei Stufen darüber: Was sie betreiben, lässt sich nutzen.',
    ask: 'Ein Team steht zwei Stufen darüber: Dort weiß man, wie es geht.',
    buy: 'Niemand steht hier viel höher, und die nächste Stufe verlangt Automation, die andere verkaufen.',
    train: 'Niemand steht hier viel höher, und vorerst geht es von Hand.',
    hire: 'Niemand hat es hier je getan, und das System ist kritisch.',
  },
  who: 'Wer helfen kann',
  nobody: 'Noch niemand in dieser Organisation.',
  helper: (system: string, level: number) => `${system}, Stufe ${level}`,
  ask: (person: string) => `${person} fragen`,
  plan: 'Einplanen',
  planFor: (system: string) => `Für ${system} einplanen`,
  solutions: 'Lösungen',
  filter: 'Anzeigen',
  all: 'Alle',
  teams: 'Team',
  allTeams: 'Alle Teams',
  productionOnly: 'Nur Produktion',
  shown: (number: number, wanted: number, all: number) =>
    number < wanted
      ? `Die ${number} dringendsten von ${wanted} Systemen`
      : wanted < all
        ? `${wanted} von ${all} Systemen`
        : count(all, 'System', 'Systeme'),
};
