import { count } from './shared.ts';

export const focus = {
  title: 'Focus',
  lead: 'Who needs help most: least mature times most critical, first. For each the one step worth doing next, how, and who can help.',
  empty: 'Every system stands at level 5 throughout, or is exempt.',
  noSystems: 'Nobody needs help yet, for there is no system. The first import makes one:',
  score: (score: number) => `${score} of 75`,
  production: 'Production',
  criticality: {
    high: 'High criticality',
    medium: 'Medium criticality',
    low: 'Low criticality',
    unknown: 'Criticality not known',
  },
  step: 'The step worth doing',
  toward: (level: number) => `toward level ${level}`,
  earliest: 'at the earliest',
  how: 'How',
  responses: {
    use: 'Use what others run',
    ask: 'Ask those who do it',
    buy: 'Buy a hosted service',
    train: 'Train your engineers',
    hire: 'Hire somebody who knows how',
  },
  why: {
    use: 'More than one team stands two levels above: what they run can be used.',
    ask: 'One team stands two levels above: they know how.',
    buy: 'Nobody here stands much higher, and the next level wants automation that others sell.',
    train: 'Nobody here stands much higher, and it can be done by hand for now.',
    hire: 'Nobody here has ever done it, and the system is critical.',
  },
  who: 'Who can help',
  nobody: 'Nobody in this organization yet.',
  helper: (system: string, level: number) => `${system}, level ${level}`,
  ask: (person: string) => `ask ${person}`,
  plan: 'Plan it',
  planFor: (system: string) => `Plan it for ${system}`,
  solutions: 'Solutions',
  filter: 'Show',
  all: 'All',
  teams: 'Team',
  allTeams: 'All teams',
  productionOnly: 'Production only',
  shown: (number: number, wanted: number, all: number) =>
    number < wanted
      ? `The neediest ${number} of ${wanted} systems`
      : wanted < all
        ? `${wanted} of ${all} systems`
        : count(all, 'system', 'systems'),
};
