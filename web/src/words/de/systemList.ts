import { count } from './shared.ts';

export const systemList = {
  import: 'Systeme aus einer Datei importieren',
  file: 'CSV, oder ein Backstage-Katalog',
  hint: 'Zuerst ist zu sehen, was aus jedem System würde; gespeichert wird erst auf Wunsch. Dasselbe auf der Kommandozeile: assay systems import FILE --dry-run',
  columnsTitle: 'Spalten der CSV',
  columns: [
    ['name', 'Das System. Die einzige nötige Spalte.'],
    ['team', 'Wem es gehört; ein neues Team wird angelegt.'],
    ['owners', 'Ada <ada@example.org>; Ben'],
    ['support', 'Wer es betreut, geschrieben wie owners.'],
    ['public', 'yes oder no: ob es öffentlich erreichbar ist. Auch „exposure“.'],
    ['personal data', 'yes oder no. Auch „data class“: personal, none.'],
    ['monthly cost', 'US-Dollar.'],
    ['keys', 'Zuordnungsmuster: repo:github.com/acme/pay*; tag:app=pay'],
  ],
  derived:
    'Eine leere Zelle ändert nichts. Kritikalität und Produktion folgen aus Exposition, Daten und Kosten und werden nicht erklärt.',
  backstage:
    'Aus catalog-info.yaml kommt jedes System und jede Component, die zu keinem gehört; Gruppen werden zu Teams, die Tags public, internal und pii werden gelesen.',
  preview: 'Was aus ihnen würde',
  states: { new: 'neu', changed: 'ändert sich', unchanged: 'unverändert' },
  fields: {
    name: 'Name',
    team: 'Team',
    owners: 'Zuständige',
    support: 'Betreuung',
    public: 'Öffentlich',
    pii: 'Personendaten',
    monthlyCost: 'US-Dollar im Monat',
    keys: 'Schlüssel',
  },
  system: 'System',
  state: 'Zustand',
  becomes: 'Was sich ändert',
  where: 'Wo',
  from: (value: string) => `${value} wird zu`,
  summary: (made: number, changed: number, unchanged: number, refused: number) =>
    `${made} neu, ${changed} geändert, ${unchanged} unverändert, ${refused} ausgelassen.`,
  more: (rows: number) =>
    `${count(rows, 'weiteres System wird', 'weitere Systeme werden')} hier nicht gezeigt.`,
  refused: 'Ausgelassen',
  passedOver: 'Übergangen',
  teams: (names: readonly string[]) =>
    `Legt ${names.length === 1 ? 'das Team' : 'die Teams'} ${names.join(', ')} an.`,
  apply: (systems: number) => `${count(systems, 'System', 'Systeme')} importieren`,
  nothing: 'Nichts würde sich ändern.',
  last: (file: string, by: string) => `Letzter Import: ${file}, von ${by},`,
  did: (made: number, changed: number) =>
    `${count(made, 'System', 'Systeme')} angelegt, ${count(changed, 'System', 'Systeme')} geändert.`,
  undo: 'Import rückgängig machen',
  undoQuestion: 'Den letzten Import von Systemen rückgängig machen?',
  undoDetail: 'Systeme, die er angelegt hat, verschwinden; die anderen sind wie zuvor.',
  export: 'Alle als CSV herunterladen',
};
