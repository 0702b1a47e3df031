import type { AccessLog } from './log.ts';
import { bettercloud } from './products/bettercloud.ts';
import { duo } from './products/duo.ts';
import { entra } from './products/entra.ts';
import { google } from './products/google.ts';
import { jumpcloud } from './products/jumpcloud.ts';
import { lastpass } from './products/lastpass.ts';
import { okta } from './products/okta.ts';
import { onelogin } from './products/onelogin.ts';

/** Every log that is read; the first that knows an entry has it. */
export const LOGS: readonly AccessLog[] = [
  okta,
  duo,
  onelogin,
  jumpcloud,
  lastpass,
  bettercloud,
  entra,
  google,
];
