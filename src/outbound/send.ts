import { lookup as resolveName } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { type RequestOptions, request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Refusal } from '../records/refusal.ts';
import { type AllowList, forbidden } from './address.ts';
import { failure, type Outcome, SendFailure } from './outcome.ts';
import { type Target, target } from './target.ts';

/** What is sent. */
export interface Message {
  method: 'GET' | 'POST';
  /** As it was configured: it is checked anew each time, for the allow list may have changed. */
  url: string;
  /** Lower-case names; those that say how the connection is used are set here and cannot be given. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

/** Milliseconds and bytes. */
export interface Limits {
  /** Until the name is resolved and the connection stands, TLS included. */
  connect: number;
  /** Until the whole answer is there. */
  total: number;
  /** Of the answer's body. */
  bytes: number;
}

export const LIMITS: Limits = { connect: 5_000, total: 15_000, bytes: 256 * 1024 };

/** A name's addresses. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** What the sender is given. */
export interface Sender {
  allow: AllowList;
  limits?: Limits;
  resolve?: Resolve;
  /** Stops it, e.g. because the server does. */
  signal?: AbortSignal;
  /** Certificates in PEM that are trusted instead of the usual ones. */
  ca?: string;
}

const SET_HERE =
  /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|keep-alive|expect|proxy-.*)$/i;

/**
 * Sends one request and gives how it ended. It goes to an address that may be connected to, or nowhere: addresses
 * are checked as the connection is made, and the connection goes to the very ones that were checked, so that a
 * name cannot change its mind in between. No redirect is followed, no proxy of the environment used, no
 * connection kept, and certificates are always verified. Never rejects for what the other side does.
 * @throws TypeError for headers that are set here
 */
export async function send(message: Message, sender: Sender): Promise<Outcome> {
  const strange = Object.keys(message.headers ?? {}).find((name) => SET_HERE.test(name));
  if (strange !== undefined) throw new TypeError(`The header ${strange} is set by the sender.`);
  let to: Target;
  try {
    to = target(message.url, sender.allow);
  } catch (error) {
    if (error instanceof Refusal) return failure('refused', error.message, error.next);
    throw error;
  }
  return exchange(message, to, sender);
}

function exchange(message: Message, to: Target, sender: Sender): Promise<Outcome> {
  const limits = sender.limits ?? LIMITS;
  return new Promise((settle) => {
    const request = open(message, to, sender);
    let answering = false;
    const connecting = setTimeout(
      () => failed(new SendFailure('timeout', `${to.host} took no connection within ${limits.connect} ms.`)),
      limits.connect,
    );
    const whole = setTimeout(
      () => failed(new SendFailure('timeout', `${to.host} did not answer within ${limits.total} ms.`)),
      limits.total,
    );
    const failed = (error: unknown) => end(SendFailure.from(error, to.host).outcome());
    const aborted = () => failed(new SendFailure('stopped', 'Assay is stopping.'));
    const end = (outcome: Outcome) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      sender.signal?.removeEventListener('abort', aborted);
      settle(outcome);
      request.destroy();
    };

    request.on('socket', (socket) => {
      socket.once(to.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
    });
    request.on('error', failed);
    request.on('close', () => {
      if (!answering) failed(undefined);
    });
    request.on('response', (response) => {
      answering = true;
      read(response, to, limits.bytes).then(end, failed);
    });
    sender.signal?.addEventListener('abort', aborted);
    if (sender.signal?.aborted) return aborted();
    request.end(message.body);
  });
}

function open(message: Message, to: Target, sender: Sender): ClientRequest {
  const bytes = message.body === undefined ? 0 : Buffer.byteLength(message.body);
  const options: RequestOptions = {
    method: message.method,
    headers: {
      'user-agent': 'Assay',
      accept: '*/*',
      'accept-encoding': 'identity',
      ...message.headers,
      ...(message.method === 'POST' ? { 'content-length': bytes } : {}),
      connection: 'close',
    },
    // An agent of its own: the shared one keeps connections, and may go through a proxy that resolves names itself.
    agent: false,
    lookup: checkedLookup(sender),
    insecureHTTPParser: false,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(sender.ca === undefined ? {} : { ca: sender.ca }),
  };
  return to.url.protocol === 'https:' ? tlsRequest(to.url, options) : plainRequest(to.url, options);
}

/** Gives a connection only addresses that it may go to. Not called for literal addresses: `target` checks those. */
function checkedLookup(sender: Sender): LookupFunction {
  const resolve = sender.resolve ?? systemResolve;
  return (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        const failed =
          first === undefined ? new SendFailure('resolve', `${name} has no address.`) : undefined;
        const why = failed ?? refusedAmong(addresses, name, sender.allow);
        if (why !== undefined || first === undefined) return callback(why ?? null, []);
        if (options.all) {
          return callback(
            null,
            addresses.map((address) => ({ address, family: familyOf(address) })),
          );
        }
        return callback(null, first, familyOf(first));
      },
      (error: unknown) => callback(SendFailure.unresolved(error, name), []),
    );
  };
}

/** One bad address among good ones is enough: no honest name has both. */
function refusedAmong(addresses: readonly string[], name: string, allow: AllowList): SendFailure | undefined {
  for (const address of addresses) {
    const why = forbidden(address, allow, name);
    if (why === undefined) continue;
    return new SendFailure(
      'refused',
      `Assay does not connect to ${name}: its address ${address} belongs to ${why}.`,
      'Use a public host, or let whoever runs Assay add it to the allow list of outbound connections.',
    );
  }
  return undefined;
}

async function systemResolve(name: string): Promise<readonly string[]> {
  const found = await resolveName(name, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

async function read(response: IncomingMessage, to: Target, most: number): Promise<Outcome> {
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (status >= 300 && status < 400 && status !== 304) {
    throw SendFailure.redirect(status, to.host, location);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value = '']) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const pieces: Buffer[] = [];
  let bytes = 0;
  // A stream of an answer yields Buffers unless an encoding is set.
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) return { kind: 'answer', status, headers, body: undefined };
    pieces.push(piece);
  }
  return { kind: 'answer', status, headers, body: Buffer.concat(pieces) };
}
