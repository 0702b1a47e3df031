import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../records/refusal.ts';
import type { PersonRow } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Caller } from './caller.ts';
import type { CiIdentity } from './ci-identity.ts';
import { counts } from './group-mapping.ts';
import { sameHash, secretHash, tokenId } from './secret.ts';
import { IDLE, LONGEST, OWN_WAYS, SEEN_EVERY, sessionSecret } from './sessions.ts';

export interface Identification {
  store: Store;
  now: () => number;
  secure: boolean;
  /** Whether whoever sits at this machine may be let in without a sign-in at all. */
  mayBeAlone: boolean;
  /** Who else may vouch for people. */
  providers: readonly { id: string }[];
  ci: CiIdentity;
}

/**
 * Who asks: by a token or a pipeline's identity in the Authorization header, else by the session of the
 * browser, else by sitting at this machine where that is enough.
 * @throws Refusal `unauthenticated` where what was sent to prove it does not
 */
export async function identify(request: FastifyRequest, parts: Identification): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return machine(authorization, request, parts);
  return (await person(request, parts)) ?? (await alone(parts)) ?? { kind: 'nobody' };
}

async function machine(
  authorization: string,
  request: FastifyRequest,
  parts: Identification,
): Promise<Caller> {
  const { store, now } = parts;
  const bearer = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (bearer === undefined) throw refused('The Authorization header is not of the form "Bearer TOKEN".');
  if (!bearer.startsWith('assay_')) return parts.ci(bearer, request);
  const id = tokenId(bearer);
  const row = id === undefined ? undefined : await store.accounts().token(id);
  if (!row || !sameHash(row.hash, secretHash(bearer))) throw refused('This token is not known here.');
  const at = now();
  if (row.expires !== undefined && row.expires <= at) throw refused('This token has expired.');
  if (row.used === undefined || at - row.used > SEEN_EVERY) {
    // Nobody waits for it: it may have to wait for an import itself.
    store.writeAccounts((writer) => writer.putToken({ ...row, used: at })).catch(() => undefined);
  }
  return {
    kind: 'machine',
    actor: { kind: 'token', id: row.id, name: row.name },
    grant: { organization: row.organization, verbs: row.verbs, systems: row.systems },
    claims: { token: row.id, systems: row.systems?.join(' ') ?? 'any' },
  };
}

async function person(
  request: FastifyRequest,
  { store, now, secure, providers }: Identification,
): Promise<Caller | undefined> {
  const secret = sessionSecret(request, secure);
  if (secret === undefined) return undefined;
  const read = store.accounts();
  const session = await read.session(secretHash(secret));
  const at = now();
  if (!session || session.expires <= at) return undefined;
  // A provider that the operator took out of the settings vouches for nobody any more.
  if (!OWN_WAYS.includes(session.by) && !providers.some(({ id }) => id === session.by)) return undefined;
  const known: PersonRow | undefined = await read.person(session.person);
  if (!known || known.disabled) return undefined;
  if (at - session.seen > SEEN_EVERY) {
    const expires = Math.min(at + IDLE, session.created + LONGEST);
    store
      .writeAccounts((writer) => stillThere(writer, { ...session, seen: at, expires }))
      .catch(() => undefined);
  }
  return {
    kind: 'person',
    actor: { kind: 'person', id: known.id, name: known.name },
    person: known,
    session,
    // Whom a provider's groups let in is let in for as long as that provider says so: not by a password of their own.
    memberships: (await read.memberships(known.id)).filter((row) => counts(row, session.by)),
  };
}

/** A session that was ended in the meantime stays ended. */
async function stillThere(
  writer: Parameters<Parameters<Store['writeAccounts']>[0]>[0],
  session: Parameters<typeof writer.putSession>[0],
): Promise<void> {
  if (await writer.session(session.hash)) await writer.putSession(session);
}

async function alone({ store, mayBeAlone }: Identification): Promise<Caller | undefined> {
  if (!mayBeAlone || !(await store.accounts().alone())) return undefined;
  return { kind: 'alone', actor: { kind: 'person', id: 'this-machine', name: 'This machine' } };
}

function refused(why: string): Refusal {
  return new Refusal('unauthenticated', why, {}, 'Ask an administrator for a new one.');
}
