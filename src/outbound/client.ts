import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MINUTE } from '../records/instant.ts';
import { Refusal } from '../records/refusal.ts';

/** Largest answer that is read: answers of Assay are small. */
const MOST = 32 * 1024 * 1024;
/** A silent connection is given up after this. */
const SILENCE = 5 * MINUTE;

/** What the server answered. */
export interface ClientAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface ClientRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path and query. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** A body, read anew for each try, and how many bytes it has. */
  body?: { chunks: () => AsyncIterable<Uint8Array>; bytes: number };
}

/** Asks one server, which whoever sits at the command line named: it may be on this machine or in a private network. */
export interface Client {
  readonly origin: string;
  /** @throws Refusal `unreachable` where there is no answer */
  ask(request: ClientRequest): Promise<ClientAnswer>;
}

/**
 * A client of one origin; no redirect is followed, and certificates are always verified.
 * @param address of the server, e.g. `https://assay.example.org`
 * @throws Refusal `usage` where it is none, or would be talked to in the clear over a network
 */
export function client(address: string): Client {
  const origin = originOf(address);
  const send = origin.protocol === 'https:' ? tlsRequest : plainRequest;
  return {
    origin: origin.origin,
    ask: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const length = body ? { 'content-length': String(body.bytes) } : {};
        const request = send(new URL(path, origin), { method, headers: { ...headers, ...length } });
        const fail = (error: Error) => reject(unreachable(origin, error));
        request.setTimeout(SILENCE, () => request.destroy(new Error('it is silent')));
        request.once('error', fail);
        request.once('response', (response) => {
          const parts: Buffer[] = [];
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > MOST) response.destroy(new Error('its answer is too large'));
            else parts.push(chunk);
          });
          response.once('error', fail);
          response.once('end', () => {
            const { statusCode = 0, headers: got } = response;
            resolve({ status: statusCode, headers: got, body: Buffer.concat(parts).toString('utf8') });
          });
        });
        if (!body) request.end();
        // A server that refuses answers before it has read all: the answer says why, not the broken pipe.
        else pipeline(Readable.from(body.chunks()), request).catch(() => undefined);
      }),
  };
}

function originOf(address: string): URL {
  const bad = (why: string) =>
    new Refusal('usage', why, { field: '--server' }, 'Write an address such as https://assay.example.org.');
  if (!URL.canParse(address)) throw bad(`"${address}" is no address.`);
  const url = new URL(address);
  const local = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw bad('A server is asked over https://, so that nobody on the way can take the token.');
  if (url.username || url.search || url.hash || (url.pathname !== '/' && url.pathname !== ''))
    throw bad('The server is an origin: no path, no user.');
  return url;
}

function unreachable({ origin }: URL, error: Error): Refusal {
  const code = 'code' in error ? ` (${error.code})` : '';
  return new Refusal(
    'unreachable',
    `${origin} does not answer: ${error.message}${code}.`,
    {},
    'Check the address, and that the server runs.',
  );
}
