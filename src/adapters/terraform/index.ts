import { asNumber, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readTerraform } from './read.ts';

export const adapter: Adapter = {
  id: 'terraform',
  about,
  title: 'Terraform or OpenTofu state, and plans as JSON',
  aspects: ['inventory', 'access', 'secrets', 'deploy', 'backup', 'telemetry', 'alerts'],
  detect({ json }) {
    const root = asObject(json);
    if (!root) return 0;
    const version = asNumber(root['version']);
    if (
      version !== undefined &&
      version >= 3 &&
      ('terraform_version' in root || 'lineage' in root) &&
      'serial' in root
    )
      return CERTAIN;
    if (
      'format_version' in root &&
      ('terraform_version' in root || 'planned_values' in root || 'values' in root)
    )
      return CERTAIN;
    return 0;
  },
  read: readTerraform,
};
