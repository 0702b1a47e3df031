import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StoreLocation } from '../src/store/open.ts';

/** The built command, or the one that `ASSAY_CLI` names (an installed copy). */
export const CLI: string = process.env['ASSAY_CLI'] ?? join(import.meta.dirname, '..', 'dist', 'cli.js');
const IMPORTING = join(import.meta.dirname, 'importing.mjs');

/** A process of its own that is at work. */
export interface Child {
  process: ChildProcess;
  /** Whole lines of its standard output so far; one that was cut off does not count. */
  lines(): string[];
  /** Settles when a line of it matches. @throws where it ends without one */
  says(pattern: RegExp): Promise<string>;
  /** Exit code, null where a signal ended it. */
  ended: Promise<number | null>;
  complaint(): string;
}

/** What `importing.mjs` is asked. */
export interface Asked {
  location: StoreLocation;
  from?: number;
  count?: number;
  cases?: number;
  documents?: readonly { name: string; text: string; learned?: number; happened?: number }[];
  record?: boolean;
  /** Where it fails, each in the organization of the same place in `organizations`. */
  points?: readonly string[];
  organizations?: readonly string[];
  how?: 'throw' | 'hang';
}

/** Imports with the built product, one report after another. */
export function importing(asked: Asked): Child {
  return child([IMPORTING, JSON.stringify(asked)]);
}

/** The command itself. */
export function assay(words: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  return child([CLI, ...words], env);
}

function child(words: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const process_ = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let out = '';
  let complaint = '';
  const waiting = new Set<() => void>();
  process_.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const wake of waiting) wake();
  });
  process_.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const lines = () => out.split('\n').slice(0, -1);
  const ended = new Promise<number | null>((resolve) => process_.once('close', (code) => resolve(code)));
  return {
    process: process_,
    lines,
    ended,
    complaint: () => complaint,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines().find((line) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without ${pattern}:\n${out}\n${complaint}`)));
      }),
  };
}
