import { allowList } from '../address.ts';
import type { Outcome } from '../outcome.ts';
import { type Message, type Sender, send } from '../send.ts';

/** Short enough for a test to wait for. */
export const LIMITS = { connect: 2_000, total: 4_000, bytes: 1_000 };
/** This machine and one name may be connected to. */
export const LOOPBACK: Sender = { allow: allowList(['127.0.0.1', 'hooks.test']), limits: LIMITS };
/** Sends with loopback allowed, unless told otherwise. */
export const get = (url: string, sender: Partial<Sender> = {}, message: Partial<Message> = {}) =>
  send({ method: 'GET', url, ...message }, { ...LOOPBACK, ...sender });
/** The answer's body, or the whole failure. */
export const text = (outcome: Outcome) => (outcome.kind === 'answer' ? outcome.body?.toString() : outcome);
/** A resolver for which every name has these addresses. */
export const to = (...addresses: string[]) => ({ resolve: async () => addresses });
