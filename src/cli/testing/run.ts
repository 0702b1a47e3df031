import { Writable } from 'node:stream';
import { parseHere } from '../../intake/parse/parse.ts';
import { main } from '../main.ts';

/** What a command wrote, and its exit code. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command in this process, as a terminal-less shell would. */
export async function assay(
  words: readonly string[],
  options: {
    cwd?: string;
    data: string;
    now?: number;
    env?: Record<string, string>;
    sleep?: (milliseconds: number) => Promise<unknown>;
  },
): Promise<Ran> {
  const out = new Sink();
  const err = new Sink();
  const code = await main(words, {
    stdout: out,
    stderr: err,
    env: { ASSAY_DATA: options.data, HOME: options.data, USER: 'alice', ...options.env },
    cwd: options.cwd ?? process.cwd(),
    now: () => options.now ?? Date.now(),
    parse: parseHere,
    ...(options.sleep && { sleep: options.sleep }),
  });
  return { code, out: out.text, err: err.text };
}
