import type { Directory } from './directory.ts';
import { awsIdentityCenter } from './products/aws-identity-center.ts';
import { duo } from './products/duo.ts';
import { entra } from './products/entra.ts';
import { google } from './products/google.ts';
import { jumpcloud } from './products/jumpcloud.ts';
import { lastpass } from './products/lastpass.ts';
import { okta } from './products/okta.ts';
import { onelogin } from './products/onelogin.ts';
import { scim } from './products/scim.ts';

/** Every directory that is read; the first that knows a row has it. */
export const DIRECTORIES: readonly Directory[] = [
  scim,
  okta,
  duo,
  jumpcloud,
  lastpass,
  onelogin,
  google,
  awsIdentityCenter,
  entra,
];
