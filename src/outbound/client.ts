import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MINUTE, SECOND } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';

/** Milliseconds and bytes. */
export interface ClientLimits {
  /** Until the connection stands, TLS included. */
  connect: number;
  /** A connection on which nothing moves is given up after this. */
  silence: number;
  /** Of an answer: answers of Assay are small. */
  bytes: number;
}

const LIMITS: ClientLimits = { connect: 15 * SECOND, silence: 5 * MINUTE, bytes: 32 * 1024 * 1024 };

/** What the server answered. */
export interface ClientAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface ClientRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path and query, beginning with one slash. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** A body that can be read anew each time it is sent, and how many bytes it has. */
  body?: { chunks: () => AsyncIterable<Uint8Array>; bytes: number };
}

/** Asks one server, which whoever sits at the command line named: it may be on this machine or in a private network. */
export interface Client {
  readonly origin: string;
  /**
   * @throws Refusal `unreachable` where there is no answer, `usage` where it leads elsewhere
   * @throws TypeError for a path that would leave the origin
   */
  ask(request: ClientRequest): Promise<ClientAnswer>;
}

/**
 * A client of one origin; no redirect is followed, no proxy of the environment used, no connection kept, and
 * certificates are always verified.
 * @param address of the server, e.g. `https://assay.example.org`
 * @param more certificates in PEM that are trusted instead of the usual ones, and other limits
 * @throws Refusal `usage` where it is none, or would be talked to in the clear over a network
 */
export function client(address: string, more: { ca?: string; limits?: Partial<ClientLimits> } = {}): Client {
  const origin = originOf(address);
  const limits = { ...LIMITS, ...more.limits };
  return {
    origin: origin.origin,
    async ask(request) {
      const url = new URL(request.path, origin);
      if (url.origin !== origin.origin) throw new TypeError(`${request.path} leaves ${origin.origin}.`);
      const answer = await exchange(url, request, limits, more.ca);
      if (answer.status < 300 || answer.status >= 400) return answer;
      throw new Refusal(
        'usage',
        `${origin.origin} sends to another address (${answer.status}), and redirects are not followed.`,
        { field: '--server' },
        'Name that one.',
      );
    },
  };
}

function exchange(
  url: URL,
  { method, headers = {}, body }: ClientRequest,
  limits: ClientLimits,
  ca: string | undefined,
): Promise<ClientAnswer> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions & { ca?: string; minVersion: 'TLSv1.2' } = {
      method,
      headers: {
        'user-agent': 'Assay',
        ...headers,
        ...(method === 'GET' ? {} : { 'content-length': String(body?.bytes ?? 0) }),
        connection: 'close',
      },
      // An agent of its own: the shared one keeps connections, and may go through a proxy.
      agent: false,
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca }),
    };
    const request = url.protocol === 'https:' ? tlsRequest(url, options) : plainRequest(url, options);
    const fail = (error: Error) => {
      clearTimeout(connecting);
      reject(unreachable(url, reasonOf(error)));
    };
    const connecting = setTimeout(() => request.destroy(new Error('it takes no connection')), limits.connect);
    request.setTimeout(limits.silence, () => request.destroy(new Error('it is silent')));
    request.on('socket', (socket) =>
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting)),
    );
    request.on('error', fail);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > limits.bytes) response.destroy(new Error('its answer is too large'));
        else parts.push(chunk);
      });
      response.on('error', fail);
      response.once('end', () => {
        const { statusCode = 0, headers: got } = response;
        resolve({ status: statusCode, headers: got, body: Buffer.concat(parts).toString('utf8') });
        request.destroy();
      });
    });
    if (!body) request.end();
    // Whatever ends the upload early ends the request too, and that says why.
    else pipeline(Readable.from(body.chunks()), request).catch(fail);
  });
}

function originOf(address: string): URL {
  const bad = (why: string) =>
    new Refusal('usage', why, { field: '--server' }, 'Write an address such as https://assay.example.org.');
  if (!URL.canParse(address)) throw bad(`"${address}" is no address.`);
  const url = new URL(address);
  const local = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw bad('A server is asked over https://, so that nobody on the way can take the token.');
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/')
    throw bad('The server is an origin: no path, no user.');
  return url;
}

function unreachable({ origin }: URL, why: string): Refusal {
  return new Refusal(
    'unreachable',
    `${origin} does not answer: ${why}.`,
    {},
    'Check the address, and that the server runs.',
  );
}

/** Of several addresses that were tried, Node reports all in one error that says nothing itself. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return reasonOf(error.errors[0]);
  return error.message || 'no connection';
}
