import type { AspectId, Output } from '../../records/words.ts';
import { withoutSecrets } from './words.ts';

/** The first member of every run envelope, by which it is known. */
export const RUN = 'run/v1';

/** What is known of bytes that a run wrote. */
export interface Digest {
  /** SHA-256, 64 lower-case hexadecimal digits. */
  sha256: string;
  bytes: number;
}

/** What whoever ran a command observed. `schema.ts` has the same as a JSON Schema. */
export interface RunFacts {
  /** The command and its words, as they were started. */
  command: readonly string[];
  /** RFC 3339. */
  started: string;
  ended: string;
  exitCode: number;
  /** Name of the signal that ended it, e.g. `SIGTERM`. */
  signal?: string;
  host?: string;
  user?: string;
  /** What the environment claims about the pipeline; nothing proves it. */
  ci?: { provider: string; repository?: string; workflow?: string; run?: string };
  aspect: AspectId;
  outputs: readonly Output[];
  /** What was worked on, as `TYPE:NAME` (see `namedResource`). */
  target?: string;
  /** The run brought a backup of the target back. */
  restored?: boolean;
  /** What the run produced. */
  files: readonly ({ path: string } & Digest)[];
  stdout?: Digest;
  stderr?: Digest;
}

/**
 * The envelope that `assay run` keeps, ready for JSON.stringify. Secrets in the command's words are left out
 * (see `withoutSecrets`).
 */
export function runEnvelope(facts: RunFacts): { assay: typeof RUN } & RunFacts {
  return { assay: RUN, ...facts, command: withoutSecrets(facts.command) };
}
