import type { Level } from '../../../../src/records/words.ts';

export const common = {
  skip: 'Zum Inhalt springen',
  menu: 'Menü',
  loading: 'Wird geladen',
  retry: 'Erneut versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  more: 'Mehr anzeigen',
  all: (number: number) => `Alle ${number} anzeigen`,
  fewer: 'Weniger anzeigen',
  none: '–',
  unknown: 'Nicht bekannt',
  yes: 'Ja',
  no: 'Nein',
  never: 'nie',
  newTab: 'öffnet die Seite des Werkzeugs',
  level: (level: Level) => `Stufe ${level}`,
  exempt: 'ausgenommen',
  exemptLong: 'Ausgenommen: Der Aspekt gilt hier nicht',
  of: (part: number, whole: number) => `${part} von ${whole}`,
  percent: (share: number) => `${Math.floor(share * 100)} %`,
};
