import { count } from './shared.ts';

export const account = {
  title: 'Konto',
  alone: 'Assay wird nur auf diesem Rechner verwendet, ohne Konto.',
  makeOne: 'Das erste Konto anlegen',
  current: 'Bisheriges Passwort',
  fresh: 'Neues Passwort',
  changePassword: 'Passwort ändern',
  passwordChanged: 'Geändert. Alle anderen Browser sind abgemeldet.',
  second: 'Zweiter Faktor',
  secondOn: (left: number) =>
    `Bei jeder Anmeldung wird der Authenticator verlangt. Es ${left === 1 ? 'bleibt' : 'bleiben'} ${count(left, 'Wiederherstellungscode', 'Wiederherstellungscodes')}.`,
  secondOff: 'Abschalten',
  setUp: 'Authenticator einrichten',
  type: 'Dies in den Authenticator eingeben oder dort öffnen, dann den angezeigten Code angeben.',
  openApp: 'In einem Authenticator auf diesem Gerät öffnen',
  turnOn: 'Einschalten',
  codes:
    'Diese Wiederherstellungscodes aufbewahren: Jeder gilt einmal, falls der Authenticator verloren geht. Sie werden nicht wieder angezeigt.',
  passkeys: 'Passkeys',
  noPasskeys: 'Noch kein Passkey.',
  passkeyName: 'Name des Geräts',
  addPasskey: 'Passkey hinzufügen',
  sessions: 'Wo dieses Konto angemeldet ist',
  here: 'dieser Browser',
  end: 'Dort abmelden',
  name: 'Name, den andere sehen',
  changeName: 'Namen ändern',
  services: 'Anmeldedienste',
  noServices: 'Mit diesem Konto ist keiner verknüpft.',
  link: (name: string) => `Mit ${name} verknüpfen`,
  problems: {
    taken:
      'Dieser Anmeldedienst kennt hier jemand anderen. Mit ihm anmelden, oder die Administration fragen.',
    'somebody-else': 'Der Anmeldedienst kennt ein anderes Konto als das, welches hier verknüpft ist.',
    'too-late':
      'Es hat zu lange gedauert, oder jemand anderes hat sich in diesem Browser angemeldet. Bitte von vorn beginnen.',
    failed:
      'Der Anmeldedienst hat gerade nicht bestätigt, wer hier sitzt. Erneut versuchen, oder einen anderen Weg wählen.',
  } as Readonly<Record<string, string>>,
  proveTitle: 'Wer sitzt hier?',
  proveLead:
    'Wie man sich anmeldet, ändert nur, wem das Konto gehört, und nicht, wer diesen Browser offen findet. Die Antwort gilt fünf Minuten.',
  prove: 'Weiter',
  provePasskey: 'Passkey verwenden',
  proveElsewhere: 'Ein Anmeldedienst führt auf diese Seite zurück; danach wiederholen, was begonnen wurde.',
};
