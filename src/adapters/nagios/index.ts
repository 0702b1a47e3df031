import { asObject } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { about } from './about.ts';
import { readNagios } from './read.ts';

export const adapter: Adapter = {
  id: 'nagios',
  about,
  title: 'Nagios status: hosts and services',
  aspects: ['telemetry', 'alerts'],
  detect(head) {
    const data = asObject(asObject(head.json)?.data);
    if (
      asObject(head.json)?.format_version !== undefined &&
      (asObject(data?.hostlist) || asObject(data?.servicelist))
    )
      return CERTAIN;
    return /^[ \t]*(hoststatus|servicestatus|info|programstatus) \{/m.test(head.text.slice(0, 4_096)) &&
      /^[ \t]*(last_check|created|host_name)=/m.test(head.text)
      ? CERTAIN
      : 0;
  },
  read: readNagios,
};
