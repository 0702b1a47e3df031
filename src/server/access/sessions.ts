import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { AccountWriter, PersonRow, SessionRow } from '../../store/accounts.ts';
import { newSecret, secretHash } from './secret.ts';

const HOUR = 3_600_000;
/** A session ends this long after it was last used, and this long after it began (ASVS 5.0, 7.3). */
export const IDLE = 12 * HOUR;
export const LONGEST = 7 * 24 * HOUR;
/** How long a proof of who one is lets change what one signs in with. */
export const FRESH = 5 * 60_000;
/** How exactly the last use is kept: a write for each request would be too many. */
export const SEEN_EVERY = 5 * 60_000;

/** What a session can begin by, beside a provider's id. */
export const OWN_WAYS: readonly string[] = ['password', 'passkey'];

/** Cookies are for HTTPS only, and for this host only, except on this machine itself, which has no HTTPS. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-assay' : 'assay';
}

/** The secret of the session that the browser says it has. */
export function sessionSecret(request: FastifyRequest, secure: boolean): string | undefined {
  return cookieOf(request, cookieName(secure));
}

export function cookieOf({ headers: { cookie } }: FastifyRequest, name: string): string | undefined {
  return cookie === undefined ? undefined : parseCookie(cookie)[name];
}

/** A request and its answer, which takes the cookie along. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  secure: boolean;
}

/** Signs a person in on this browser, under a new secret; whatever session it had before is over. */
export async function beginSession(
  writer: AccountWriter,
  person: PersonRow,
  by: string,
  now: Instant,
  at: Exchange,
  more: Partial<Pick<SessionRow, 'created' | 'proven' | 'sid'>> = {},
): Promise<SessionRow> {
  const { request, reply, secure } = at;
  const before = sessionSecret(request, secure);
  if (before !== undefined) await writer.removeSession(secretHash(before));
  const secret = newSecret();
  const created = more.created ?? now;
  const row: SessionRow = {
    hash: secretHash(secret),
    person: person.id,
    by,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    created,
    seen: now,
    expires: Math.min(now + IDLE, created + LONGEST),
    proven: more.proven ?? now,
    sid: more.sid,
  };
  await writer.putSession(row);
  setCookie(reply, cookieName(secure), secret, secure, LONGEST / 1_000);
  return row;
}

/**
 * The same session under a new secret. It lives no longer for it: whom a provider let in has to go there again.
 * @param proven when the person last proved to be themselves, where that was just now
 */
export function renewSession(
  writer: AccountWriter,
  person: PersonRow,
  session: SessionRow,
  now: Instant,
  at: Exchange,
  proven = session.proven,
): Promise<SessionRow> {
  const { by, created, sid } = session;
  return beginSession(writer, person, by, now, at, { created, sid, proven });
}

/**
 * What one signs in with is changed by whoever just proved to be that person, not by whoever finds a browser open.
 * @throws Refusal `reauthenticate`
 */
export function mustBeFresh({ proven }: Pick<SessionRow, 'proven'>, now: Instant): void {
  if (now - proven < FRESH) return;
  throw new Refusal(
    'reauthenticate',
    'This asks once more who you are: you signed in more than five minutes ago.',
    {},
    'Give your password, a code or a passkey, or sign in again; then repeat it.',
  );
}

/** Takes the cookie back. */
export function forgetCookie(reply: FastifyReply, secure: boolean): void {
  setCookie(reply, cookieName(secure), '', secure, 0);
}

/** A cookie that no script reads and no other site's form sends. @param maxAge seconds; 0 takes it back */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  secure: boolean,
  maxAge: number,
): void {
  const cookie = stringifySetCookie({
    name,
    value,
    maxAge,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
  reply.header('set-cookie', cookie);
}
