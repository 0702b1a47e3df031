import { z } from 'zod';
import { VERBS } from '../../store/accounts.ts';
import { RoleWord } from './organization.ts';
import { Instant } from './words.ts';

const Name = z.string().trim().min(1).max(200);
const Email = z.email().max(254);
/** Its strength is judged where it is kept. */
const Password = z.string().min(1).max(1_000);
const Secret = z.string().min(10).max(200);
const Code = z.string().trim().min(6).max(40).describe('From the authenticator, or a recovery code');
const Opaque = z.string().max(10_000);

/** GET /session: who is signed in, and how one could. */
export const Session = z.object({
  state: z.enum(['first', 'signed-out', 'signed-in']).describe('`first`: nobody owns this installation yet'),
  mayBeAlone: z.boolean().describe('Whether it can be used on this machine without an account'),
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
  person: z
    .object({ id: z.string(), name: z.string(), email: z.string().nullable(), alone: z.boolean() })
    .nullable(),
  organizations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      example: z.boolean(),
      role: RoleWord.nullable(),
      abilities: z.array(z.string()),
      teams: z.array(z.string()),
    }),
  ),
});

export const SignIn = z.strictObject({
  email: z.string().max(254),
  password: Password,
  code: Code.optional(),
});
export const SignedIn = z.object({ state: z.enum(['signed-in', 'second-factor']) });
export const FirstOwner = z.strictObject({
  secret: Secret.optional().describe(
    'From the link that the server printed; not needed by whoever uses it alone',
  ),
  name: Name,
  email: Email,
  password: Password,
});
export const Acceptance = z.strictObject({
  secret: Secret,
  name: Name.optional(),
  email: Email.optional(),
  password: Password.optional(),
});

/** GET /sign-in/:provider; what leads elsewhere is ignored, so that an old link still signs in. */
export const SignInElsewhere = z.object({
  next: z.string().optional().catch(undefined).describe('Page of the dashboard to go to afterwards'),
});
/** POST /sign-in/:provider: a secret stands in a body, which no log and no Referer holds. */
export const JoinElsewhere = z.strictObject({
  next: z.string().max(2_000).optional().describe('Page of the dashboard to go to afterwards'),
  invitation: Secret.describe('Secret of an invitation’s link'),
});
/** POST /sign-in/:provider/signed-out; parameters that are not known are ignored, as the specification says. */
export const LogoutToken = z.object({ logout_token: z.string().min(1).max(50_000) });
export const Elsewhere = z.object({ to: z.url().describe('Where the browser has to go') });

/** GET /account */
export const Account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  password: z.boolean(),
  totp: z.boolean(),
  recoveryCodes: z.number(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), created: Instant, used: Instant.nullable() }),
  ),
  identities: z.array(
    z.object({
      id: z.string(),
      issuer: z.string(),
      subject: z.string(),
      provider: z.string().nullable().describe('Its id; null: it is not in the settings any more'),
      created: Instant,
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.string(),
      by: z.string(),
      agent: z.string(),
      created: Instant,
      seen: Instant,
      current: z.boolean(),
    }),
  ),
});
export const NameChange = z.strictObject({ name: Name });
export const PasswordChange = z.strictObject({ current: Password.optional(), password: Password });
export const TotpOffer = z.object({
  secret: z.string().describe('Base32, to type in'),
  uri: z.string().describe('otpauth: address, for a QR code'),
  state: z.string().describe('Give it back with the first code'),
});
export const TotpConfirm = z.strictObject({ state: Opaque, code: Code });
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });

/** WebAuthn's own JSON (W3C Web Authentication 3, 5.1). */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()), state: z.string() });
export const NewPasskey = z.strictObject({
  name: Name,
  state: Opaque,
  response: z.record(z.string(), z.unknown()),
});
export const Passkey = z.object({ id: z.string(), name: z.string(), created: Instant });
export const PasskeySignIn = z.strictObject({ state: Opaque, response: z.record(z.string(), z.unknown()) });

/** POST /account/proof: any one of what the account signs in with. */
export const ProofAgain = z.union([
  z.strictObject({ password: Password }),
  z.strictObject({ code: Code }),
  PasskeySignIn,
]);

/** GET /people */
export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: RoleWord,
  teams: z.array(z.string()),
  created: Instant,
});
export const People = z.object({ rows: z.array(Member) });
export const Erased = z.object({
  pseudonym: z.string().describe('What the audit log calls them from now on'),
});
export const MemberChange = z.strictObject({
  role: RoleWord,
  teams: z.array(z.string().max(200)).max(1_000).describe('Ids of teams: a contributor’s reach'),
});

export const NewInvitation = MemberChange.extend({
  name: Name.describe('Whom it is for'),
  days: z.number().int().min(1).max(30).default(7),
});
export const Invitation = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleWord,
  teams: z.array(z.string()),
  by: z.string(),
  created: Instant,
  expires: Instant,
});
export const Invitations = z.object({ rows: z.array(Invitation) });
export const InvitationLink = Invitation.extend({
  path: z.string().describe('To open once; it is not shown again'),
});

const Granted = z.strictObject({
  name: Name,
  verbs: z.array(z.enum(VERBS)).min(1),
  systems: z
    .array(z.string().max(200))
    .min(1)
    .max(1_000)
    .nullable()
    .describe('Ids of the systems that it may speak of; null: any'),
});
export const NewToken = Granted.extend({
  days: z.number().int().min(1).max(730).nullable().default(90).describe('Until it expires; null: never'),
});
export const Token = Granted.extend({
  id: z.string(),
  by: z.string(),
  created: Instant,
  expires: Instant.nullable(),
  used: Instant.nullable(),
});
export const Tokens = z.object({ rows: z.array(Token) });
export const TokenMade = Token.extend({ token: z.string().describe('It is not shown again') });

export const NewTrust = Granted.extend({
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  audience: z.string().min(1).max(500),
  claims: z
    .record(z.string().max(100), z.string().min(1).max(500))
    .refine((claims) => Object.keys(claims).length > 0, 'Ask for at least one claim, e.g. repository.')
    .describe('What claims must be; * matches any run of characters'),
});
export const Trust = NewTrust.extend({ id: z.string(), by: z.string(), created: Instant });
export const Trusts = z.object({ rows: z.array(Trust) });
