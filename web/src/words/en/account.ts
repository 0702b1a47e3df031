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
  services: 'Sign-in services',
  noServices: 'None is linked with this account.',
  link: (name: string) => `Link with ${name}`,
  problems: {
    taken: 'This sign-in service knows you as somebody else here. Sign in with it, or ask an administrator.',
    'somebody-else': 'The sign-in service knows another account than the one that is linked with yours.',
    'too-late': 'It took too long, or somebody else signed in on this browser. Begin again.',
    failed: 'The sign-in service did not vouch for you just now. Try again, or use another way.',
  } as Readonly<Record<string, string>>,
  proveTitle: 'Is it you?',
  proveLead:
    'How you sign in is changed only by you, and not by whoever finds this browser open. Your answer counts for five minutes.',
  prove: 'Go on',
  provePasskey: 'Use a passkey',
  proveElsewhere: 'A sign-in service brings you back to this page; then repeat what you began.',
  sessions: 'Where you are signed in',
  here: 'this browser',
  end: 'Sign out there',
};
