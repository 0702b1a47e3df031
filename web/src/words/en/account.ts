import { count } from './shared.ts';

export const account = {
  title: 'Your account',
  alone: 'Assay is used on this machine alone, without an account.',
  makeOne: 'Make the first account',
  current: 'Present password',
  fresh: 'New password',
  changePassword: 'Change the password',
  passwordChanged: 'Changed. Every other browser is signed out.',
  second: 'Second factor',
  secondOn: (left: number) =>
    `An authenticator is asked for at each sign-in. ${count(left, 'recovery code is', 'recovery codes are')} left.`,
  secondOff: 'Turn it off',
  setUp: 'Set up an authenticator',
  type: 'Type this into your authenticator, or open it there, then give the code that it shows.',
  openApp: 'Open it in an authenticator on this device',
  turnOn: 'Turn it on',
  codes:
    'Keep these recovery codes: each lets you in once where the authenticator is lost. They are not shown again.',
  passkeys: 'Passkeys',
  noPasskeys: 'No passkey yet.',
  passkeyName: 'Name of the device',
  addPasskey: 'Add a passkey',
  sessions: 'Where you are signed in',
  here: 'this browser',
  end: 'Sign out there',
};
