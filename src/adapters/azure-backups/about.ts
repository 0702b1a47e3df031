import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Azure SQL backups (long-term, point-in-time, of dropped databases) and jobs, items and recovery points of Azure Backup',
  exports: [
    {
      tools: ['azure-sql-backup'],
      how: 'Export, for each server; the long-term backups are listed for each location.',
      code: `az sql db list --resource-group GROUP --server SERVER --output json > databases.json
az sql db ltr-backup list --location LOCATION --output json > long-term.json
az sql db list-deleted --resource-group GROUP --server SERVER --output json > dropped.json`,
    },
    {
      tools: ['azure-sql-backup'],
      how: 'Export from vaults of Azure Backup, which hold the restores of machines, shares and databases on machines.',
      code: `az backup job list --resource-group GROUP --vault-name VAULT --output json > jobs.json
az backup item list --resource-group GROUP --vault-name VAULT --output json > items.json
az backup recoverypoint list --resource-group GROUP --vault-name VAULT --container-name CONTAINER --item-name ITEM --output json > points.json
az dataprotection job list --resource-group GROUP --vault-name VAULT --output json > jobs.json`,
    },
  ],
  proves: [
    'Each long-term backup, recovery point or completed backup job is a backup of what it holds, at its time.',
    'A database with an earliest restore date can be restored to any time since then: Azure backs it up by itself, as seen when the list was made.',
    'A completed restore job shows that the backup can be used.',
    'A job that failed is an event; an item whose last backup failed, too.',
  ],
  limits: [
    'That what was restored is complete and can be worked with: record that with an attestation.',
    'A list of databases has no time: say it with `--happened`.',
    'Restores of Azure SQL databases make new ones and are not listed by Azure: record them with an attestation, or through `assay run`.',
    'Jobs that are under way or cancelled count for nothing, nor do those that configure or delete.',
  ],
};
