import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Google Cloud SQL backups, restores and instances, as `gcloud` and the Cloud SQL Admin API list them',
  exports: [
    {
      tools: ['gcp-mysql-backup', 'gcp-postgres-backup'],
      how: 'Export, for each instance of a project; the operations hold the restores.',
      code: `gcloud sql backups list --instance INSTANCE --project PROJECT --format json > backups.json
gcloud sql operations list --instance INSTANCE --project PROJECT --format json > operations.json
gcloud sql instances list --project PROJECT --format json > instances.json`,
    },
    {
      tools: ['gcp-mysql-backup', 'gcp-postgres-backup'],
      how: 'Or ask the API, whose answers are read as well.',
      code: `curl -s -H "Authorization: Bearer $TOKEN" \\
  https://sqladmin.googleapis.com/v1/projects/PROJECT/instances/INSTANCE/backupRuns > backups.json`,
    },
  ],
  proves: [
    'Each successful backup run is a backup of its instance when it was begun: fully automated where Cloud SQL made it by schedule, semi-automated at most where it was asked for.',
    'A restore that is done without an error (`RESTORE_VOLUME`) shows that the backup can be used.',
    'An instance exists, and its automated backups are switched on or off.',
    'A run or restore that failed is an event.',
  ],
  limits: [
    'That what was restored is complete and can be worked with: record that with an attestation.',
    'Runs that are queued, under way, skipped or deleted count for nothing.',
    'Point-in-time recovery is only seen as a setting.',
    'A list of instances has no time: say it with `--happened`.',
  ],
};
