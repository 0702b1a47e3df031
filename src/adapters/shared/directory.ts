import type { Instant } from '../../records/instant.ts';
import { identityKey, type Key } from '../../records/key.ts';
import type { Identity } from '../../records/record.ts';

/** Someone or something that a central directory (an identity provider) knows. */
export interface DirectoryUser {
  /** E-mail address or sign-in name: what other tools know the person by. */
  readonly signIn: string;
  /** Further keys of the directory's own, e.g. its id. */
  readonly keys?: readonly Key[] | undefined;
  readonly name?: string | undefined;
  readonly machine?: boolean | undefined;
  readonly active: boolean;
  readonly admin?: boolean | undefined;
  readonly mfa?: boolean | undefined;
  readonly created?: Instant | undefined;
  readonly lastUsed?: Instant | undefined;
  readonly credentialChanged?: Instant | undefined;
}

/** The one way in which a directory's entry becomes an identity that is known centrally. */
export function directoryUser(user: DirectoryUser): Identity {
  return {
    kind: 'identity',
    keys: [identityKey(user.signIn), ...(user.keys ?? [])],
    name: user.name?.trim() || user.signIn,
    type: user.machine ? 'machine' : 'person',
    central: true,
    active: user.active,
    ...(user.admin !== undefined && { admin: user.admin }),
    ...(user.mfa !== undefined && { mfa: user.mfa }),
    ...(user.created !== undefined && { created: user.created }),
    ...(user.lastUsed !== undefined && { lastUsed: user.lastUsed }),
    ...(user.credentialChanged !== undefined && { credentialChanged: user.credentialChanged }),
  };
}
