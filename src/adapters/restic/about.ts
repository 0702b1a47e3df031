import type { About } from '../about.ts';

export const about: About = {
  reads:
    'what restic prints with `--json`: snapshots, and the summary of `backup`, `restore`, `check` and `stats`',
  exports: [
    {
      tools: [],
      how: 'List the snapshots of a repository.',
      code: 'restic --repo REPOSITORY snapshots --json > snapshots.json',
    },
    {
      tools: [],
      how: 'Keep what a run of a job printed; a restore shows most.',
      code: `restic --repo REPOSITORY restore latest --target FOLDER --json > restore.jsonl
restic --repo REPOSITORY check --read-data-subset 5% --json > check.json`,
    },
  ],
  proves: [
    'Each snapshot is a backup of its host at its time.',
    'The summary of a `backup` is a backup, and that of a `restore` shows that a snapshot can be brought back, where files were restored.',
    'A `check` without errors shows that the repository is sound; one with errors is an event, and so is a run that ended with an error.',
    'The numbers of `stats` show that snapshots are kept, which is declared only.',
  ],
  limits: [
    'That what was restored is complete and can be worked with: record that with an attestation.',
    'What `restore`, `check` and `stats` print has no time and names no host: say both with `--happened` and `--system`.',
    'Paths, file names and messages are not kept.',
    'A list without snapshots (`[]`) is known by its file name only.',
  ],
};
