import { asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { azureItem } from '../shared/azure-item.ts';
import { firstElement } from '../shared/elements.ts';
import { about } from './about.ts';
import { kindOf, readAzureBackups } from './read.ts';

export const adapter: Adapter = {
  id: 'azure-backups',
  about,
  title: 'Azure SQL backups and Azure Backup',
  aspects: ['backup'],
  detect(head): Certainty {
    const first = firstElement(head, ['value']);
    if (!first || !asString(first.id) || !asObject(first)) return 0;
    const kind = kindOf(azureItem(first));
    // A database is listed by inventories too, though seldom with the time that it can be restored to.
    return kind === undefined ? 0 : kind === 'database' ? LIKELY + 10 : CERTAIN;
  },
  read: readAzureBackups,
};
