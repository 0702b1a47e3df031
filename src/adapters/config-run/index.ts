import { asArray, asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { isAnsible } from './ansible.ts';
import { readConfigRun } from './read.ts';

export const adapter: Adapter = {
  id: 'config-run',
  about,
  title: 'Configuration runs: Ansible, AWX and Automation Controller, Chef, PuppetDB',
  aspects: ['configuration'],
  detect(head) {
    const root = asObject(head.json);
    const first = asObject(asArray(root?.results ?? head.json)[0]) ?? root;
    if (!first) return 0;
    if (isAnsible(head)) return CERTAIN;
    if ('unified_job_template' in first && 'launch_type' in first) return CERTAIN;
    if (asObject(first.summary_fields) && 'host_name' in first && 'dark' in first) return CERTAIN;
    // A node's attributes may be larger than what is looked at; the message says what it is before them.
    if (first.message_type === 'run_converge' && 'message_version' in first) return CERTAIN;
    return 'certname' in first && 'report_format' in first ? CERTAIN : 0;
  },
  read: readConfigRun,
};
