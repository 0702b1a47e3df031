/**
 * Why there is no answer: the target may not be connected to, its name has no address, no connection, its
 * certificate does not prove who it is, too slow, it sends elsewhere, it broke off, or Assay is stopping (which is
 * no failure of the target and counts as no attempt).
 */
export type FailureKind =
  | 'refused'
  | 'resolve'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'redirect'
  | 'broken'
  | 'stopped';

/** How a request ended. Sentences name hosts and addresses only: the rest of a URL may be a secret. */
export type Outcome =
  | {
      kind: 'answer';
      status: number;
      /** Names in lower case; what came several times is joined by commas. */
      headers: Readonly<Record<string, string>>;
      /** As it was sent; undefined where it is larger than allowed, and then it was not read on. */
      body: Buffer | undefined;
    }
  | {
      kind: 'failure';
      why: FailureKind;
      /** Of the redirect. */
      status?: number;
      /** What happened, and what to do next: a sentence each. */
      message: string;
      next: string;
    };

/** An outcome without an answer. */
export function failure(why: FailureKind, message: string, next: string, status?: number): Outcome {
  return { kind: 'failure', why, ...(status === undefined ? {} : { status }), message, next };
}

const NEXT: Readonly<Record<FailureKind, string>> = {
  refused: 'Use a public host.',
  resolve: 'Check its spelling, and whether the machine that runs Assay can resolve names.',
  connect: 'Check that it listens, and that no firewall lies between.',
  tls: 'Give it a certificate that a public authority signed for its name; certificates are always verified.',
  timeout: 'Answer at once, and do slow work after that.',
  redirect: 'Enter the address that it leads to; redirects are not followed.',
  broken: 'Check what it logs.',
  stopped: '',
};

/** Codes of Node's errors for what happens before a connection stands. */
const CONNECT =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM|EINVAL)$/;
const TLS =
  /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_CERT|CRL_|HOSTNAME_MISMATCH|INVALID_)/;

/** Carries a failure through Node's streams; turned into an outcome at their end. */
export class SendFailure extends Error {
  readonly why: FailureKind;
  readonly next: string;
  readonly status: number | undefined;

  constructor(why: FailureKind, message: string, next = NEXT[why], status?: number) {
    super(message);
    this.name = 'SendFailure';
    this.why = why;
    this.next = next;
    this.status = status;
  }

  /** Sorts an error of Node's by its code; undefined means that the connection closed without one. */
  static from(error: unknown, host: string): SendFailure {
    if (error instanceof SendFailure) return error;
    const code = codeOf(error);
    if (TLS.test(code)) return new SendFailure('tls', `${host} did not prove who it is (${code}).`);
    if (CONNECT.test(code)) return new SendFailure('connect', `${host} took no connection (${code}).`);
    return new SendFailure('broken', `${host} broke off before its answer was whole${code && ` (${code})`}.`);
  }

  /** A name that could not be resolved. */
  static unresolved(error: unknown, name: string): SendFailure {
    const code = codeOf(error);
    return new SendFailure('resolve', `${name} could not be resolved${code && ` (${code})`}.`);
  }

  /** A redirect, which names the host it leads to where that can be read. */
  static redirect(status: number, host: string, location: string | undefined): SendFailure {
    const base = `https://${host.includes(':') ? `[${host}]` : host}`;
    const to = location !== undefined && URL.canParse(location, base) ? new URL(location, base).host : '';
    const where = to === '' ? 'elsewhere' : `to ${to}`;
    return new SendFailure('redirect', `${host} redirects ${where} (${status}).`, NEXT.redirect, status);
  }

  outcome(): Outcome {
    return failure(this.why, this.message, this.next, this.status);
  }
}

/** Of several addresses that were tried, Node reports all in one error whose own code may be missing. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
