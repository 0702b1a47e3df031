import type { Output } from '../../records/words.ts';
import { germanDoubt } from './german-doubts.ts';
import type { Phrases } from './phrase.ts';
import { joined } from './pieces.ts';

/** As they are counted (dative plural), and as one more is asked for (accusative). */
const OUTPUTS: Readonly<Record<Output, readonly [string, string]>> = {
  test: ['Tests', 'einen Test'],
  report: ['Berichten', 'einen Bericht'],
  alert: ['Alarmen', 'einen Alarm'],
  dashboard: ['Blicken aufs Dashboard', 'einen Blick aufs Dashboard'],
};

const list = (words: readonly string[]) => joined(words, 'und');
const last = (latest: string | undefined) => (latest === undefined ? '' : `, zuletzt am ${latest}`);

export const german: Phrases = {
  locale: 'de',
  exempt: 'Ausgenommen: Es gilt hier vorerst nicht.',
  never: 'Kein Beleg, dass es je praktiziert wurde.',
  longAgo: (latest) => `Zuletzt am ${latest} praktiziert; das ist zu lange her, um zu zählen.`,
  once: (days, latest) => `In den letzten ${days} Tagen mindestens einmal praktiziert${last(latest)}.`,
  nothingMore: 'Was für mehr zählen würde, geschah zuletzt nicht.',
  sustained({ days, automation, outputs, since, latest }) {
    const how = { manual: '', semi: ', mindestens halbautomatisch', full: ', vollautomatisch' }[automation];
    const which = outputs.length > 0 ? `, mit ${list(outputs.map((each) => OUTPUTS[each][0]))}` : '';
    const began = since === undefined ? '' : `; auf dieser Stufe seit ${since}`;
    return `Ohne Lücke von mehr als ${days} Tagen praktiziert${how}${which}${began}${last(latest)}.`;
  },
  keepUp: (to, day) => `Weiter so: Es fällt am ${day} auf ${to}, wenn nichts Neues eintrifft.`,
  forLevel: (level, parts) => `Für Stufe ${level}: ${parts.join('; ')}.`,
  practise({ outputs, automation, freshDays, sustainedDays }) {
    const how = { manual: '', semi: ', mindestens halbautomatisch', full: ', allein durch eine Maschine' }[
      automation
    ];
    const what =
      outputs.length > 0 ? `${list(outputs.map((each) => OUTPUTS[each][1]))} ergänzen` : 'praktizieren';
    return `${what}, mindestens alle ${freshDays} Tage${how}, ${sustainedDays} Tage lang`;
  },
  goOn: (freshDays, until) => `weiter so, mindestens alle ${freshDays} Tage, bis zum ${until}`,
  handInInventory: (needed, counted) =>
    `ein Inventar abgeben, denn die Abdeckung ist unbekannt, und nötig sind ${needed} (${counted})`,
  reachMore: (share, needed, counted) =>
    `mehr erreichen: Die Abdeckung beträgt ${share}, und nötig sind ${needed} (${counted})`,
  doubt: germanDoubt,
  facts: { pii: 'Personenbezogene Daten', public: 'Öffentlich erreichbar', monthlyCost: 'Monatliche Kosten' },
  yes: (value) => (value ? 'ja' : 'nein'),
  disagrees: (fact, declared, observed) =>
    `${fact}: erklärt ist ${declared}, aber die Aufzeichnungen zeigen ${observed}.`,
  unknown: (fact) => `${fact}: Niemand hat es gesagt, und keine Aufzeichnung zeigt es.`,
  foreign: (fact, amount, currency) => `${fact}: ${amount} im Monat werden nicht in ${currency} umgerechnet.`,
};
