import type { Parse } from '../intake/parse/parse.ts';

/** Where a command's words come from and where its answers go; injected, so that tests can hold both ends. */
export interface Context {
  /** Data only. */
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  /** Messages and progress. */
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The clock: Unix milliseconds. */
  now: () => number;
  /** Who reads documents; workers where absent. */
  parse?: Parse;
  /** Waits so many milliseconds; as long as that where absent. */
  sleep?: (milliseconds: number) => Promise<unknown>;
}

/** Exit codes: a broken tool never looks like a gate that was met or missed. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  gate: 3,
  signIn: 4,
  unreachable: 5,
  interrupted: 130,
} as const;

/** Ends a command with an exit code after its output is written; carries no message of its own. */
export class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.name = 'Exit';
    this.code = code;
  }
}
