import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLeaf } from './leaf.ts';
import { verifyProof } from './proof.ts';
import { Draws } from './testing/draws.ts';
import { workedExample } from './testing/example.ts';

const PAGE = readFileSync(new URL('../../docs/verify-by-hand.md', import.meta.url), 'utf8');
const SHELL = [...PAGE.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block).join('');
const EXAMPLE = workedExample();
const MUTATIONS = 25;

describe('docs/verify-by-hand.md', () => {
  test('shows values that the code makes and believes', () => {
    expect(PAGE).toContain(`'${EXAMPLE.leaf.data}'`);
    expect(PAGE).toContain(`'${EXAMPLE.key}'`);
    expect(PAGE).toContain(`<<'END'\n${EXAMPLE.proof}END\n`);
    expect(PAGE).toContain(EXAMPLE.leaf.hash.toString('hex'));
    expect(verifyProof(EXAMPLE.proof, readLeaf(EXAMPLE.leaf.data).hash, EXAMPLE.policy).index).toBe(3);
  });

  test('its shell says so too', () => {
    const { said, errors } = run(SHELL);
    expect(errors.replace(/^Signature Verified Successfully\n/m, '')).toBe('');
    expect(said).toBe(true);
  });

  test.each([
    ['leaf', EXAMPLE.leaf.data.toString()],
    ['key', EXAMPLE.key],
    ['proof', EXAMPLE.proof],
  ])(
    'its shell refuses the %s with any one letter changed',
    (_, piece) => {
      const draws = new Draws(21);
      const start = SHELL.indexOf(piece);
      expect(start).toBeGreaterThan(0);
      for (let i = 0; i < MUTATIONS; i += 1) {
        const at = start + draws.below(piece.length);
        const changed = SHELL.slice(0, at) + neighbour(SHELL.charCodeAt(at)) + SHELL.slice(at + 1);
        expect(run(changed).said, `letter ${at - start}: ${JSON.stringify(SHELL[at])}`).toBe(false);
      }
    },
    60_000,
  );
});

/** Another letter, which the shell does not take for the end of a quotation. */
function neighbour(code: number): string {
  const other = String.fromCharCode(code ^ 1);
  return other === "'" ? 'x' : other;
}

/** Runs the page in a folder of its own: whether it ends well and says that the leaf is in the log. */
function run(shell: string): { said: boolean; errors: string } {
  const folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
  try {
    const done = spawnSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    return {
      said: done.status === 0 && done.stdout.endsWith('\nThe leaf is in the log.\n'),
      errors: done.stderr,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
