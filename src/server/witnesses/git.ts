import { type KeptFile, keepInGit } from '../../outbound/git.ts';
import { gitTarget } from '../../outbound/git-target.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Hand } from './hand-over.ts';
import { compareHeld } from './log.ts';

/** Keeps the checkpoint as a file in a git repository, after it was compared with the one that is there. */
export const handToGit: Hand = async ({ row, log, at, allow, resolve, signal }) => {
  const file: KeptFile = {
    path: `${log.origin}/checkpoint`,
    message: `Checkpoint of ${log.size} leaves`,
    at,
    async next(before) {
      if (before === undefined) return log.checkpoint;
      const held = await heldHead(before);
      return held.size === log.size ? undefined : log.checkpoint;
    },
  };
  // What is in the store was named by who may: others are refused when they name it.
  const to = gitTarget(row.target, allow, true);
  return {
    answer: await keepInGit(to, file, { allow, ...(resolve && { resolve }), ...(signal && { signal }) }),
  };

  async function heldHead(before: string) {
    try {
      return await compareHeld(log, before);
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'proof')
        throw new Refusal(
          'unreachable',
          `What stands there as ${file.path} is no checkpoint of this log: ${error.message}`,
          {},
          'Find out who changed it, and put back what Assay wrote.',
        );
      throw error;
    }
  }
};
