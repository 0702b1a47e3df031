import type { About } from '../about.ts';

export const about: About = {
  reads: 'Velero backups, restores and schedules (`velero.io/v1`), in JSON or YAML',
  exports: [
    {
      tools: [],
      how: 'List what Velero knows in a cluster; `kubectl get backups.velero.io -o json` gives the same.',
      code: `velero backup get -o json > backups.json
velero restore get -o json > restores.json
velero schedule get -o json > schedules.json`,
    },
  ],
  proves: [
    'A completed backup is a backup when it was begun, fully automated where a schedule made it.',
    'A completed restore shows that the backup can be used.',
    'A backup or restore that failed, in part or as a whole, is an event; a schedule is a backup rule.',
  ],
  limits: [
    'Which cluster it was: hand the file in with `--system`.',
    'That what was restored is complete and can be worked with: record that with an attestation.',
    'Backups that are under way, deleted or waiting for their plugins count for nothing.',
  ],
};
