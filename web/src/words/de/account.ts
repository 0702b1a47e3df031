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
};
