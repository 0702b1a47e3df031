import { isIP } from 'node:net';
import { Refusal } from '../records/refusal.ts';
import { type AllowList, forbidden, hostName, listedAddress } from './address.ts';

/** Characters of a URL: what browsers and servers take without complaint. */
const LONGEST = 2_048;

/** Names that mean something on one's own network only (RFC 6761, 6762, 8375; ICANN for `internal`). */
const OWN = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa', 'localdomain'];

/** A URL that may be connected to, as far as can be told before its name is resolved. */
export interface Target {
  /** Normalized; `href` is what to keep. May hold a secret in its path: show `host` only. */
  readonly url: URL;
  /** Name or address, without brackets, port and trailing dot. */
  readonly host: string;
  /** Whether the host is an address, so that no name is resolved. */
  readonly literal: boolean;
}

/**
 * Reads a URL that someone configured. Spellings of one host are one host (decimal, octal and hexadecimal
 * addresses, punycode, case, trailing dot: WHATWG URL). Asked for: https (http for hosts that the operator
 * allowed), no user or password, a host that is public or allowed. Refusals name the host only, for the rest of
 * a URL may be a secret.
 * @param field what to call it in refusals, e.g. `url`
 * @throws Refusal `usage`
 */
export function target(text: string, allow: AllowList, field = 'url'): Target {
  const refuse = (why: string, next: string) => new Refusal('usage', why, { field }, next);
  const whole = 'Enter a whole address such as https://hooks.example.org/path.';
  if (text.length > LONGEST) throw refuse(`The URL is longer than ${LONGEST} characters.`, whole);
  // Two parsers read these differently, which is how one is told another host than the other connects to.
  if (/[\s\\\p{Cc}]/u.test(text)) {
    throw refuse('The URL holds a space, a control character or a backslash.', whole);
  }
  const parts = /^([a-z][a-z\d+.-]*):\/\/([^/?#]+)/i.exec(text);
  const scheme = parts?.[1]?.toLowerCase();
  if (!parts || !URL.canParse(text)) throw refuse('That is no URL that can be connected to.', whole);
  if (scheme !== 'https' && scheme !== 'http') {
    throw refuse(`URLs of ${scheme}: are not connected to.`, 'Give an address that begins with https://.');
  }
  if (parts[2]?.includes('@')) {
    throw refuse(
      'The URL holds a user name or a password before its host.',
      'Leave them out: what is sent is signed, which proves the sender.',
    );
  }
  const url = new URL(text);
  if (url.hash !== '') throw refuse('What follows # in a URL is never sent.', 'Leave it out.');
  if (url.port === '0')
    throw refuse('Nothing listens on port 0.', 'Leave the port out, or give the right one.');
  return checked(url, allow, refuse);
}

function checked(url: URL, allow: AllowList, refuse: (why: string, next: string) => Refusal): Target {
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(bare) !== 0;
  const host = literal ? bare : hostName(url.hostname);
  if (host === undefined) throw refuse('The URL’s host is no name.', 'Look for a dot too many in it.');
  if (!literal) url.hostname = host;
  const why = literal ? forbidden(host, allow) : ownName(host, allow);
  if (why !== undefined) {
    throw refuse(
      `Assay does not connect to ${host}: it belongs to ${why}.`,
      'Use a public address, or let whoever runs Assay add this one to the allow list of outbound connections.',
    );
  }
  if (url.protocol === 'http:' && !allow.names.has(host) && !listedAddress(host, allow)) {
    throw refuse(
      `What is sent to ${host} by http could be read and changed on its way.`,
      'Use https://, or let whoever runs Assay add the host to the allow list of outbound connections.',
    );
  }
  return { url, host, literal };
}

function ownName(host: string, allow: AllowList): string | undefined {
  if (allow.names.has(host)) return undefined;
  const own = !host.includes('.') || OWN.some((each) => host === each || host.endsWith(`.${each}`));
  return own ? 'names of a private network' : undefined;
}
