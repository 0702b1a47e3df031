import { asString } from '../../../formats/schema.ts';
import { has } from '../../shared/products.ts';
import { alarm, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Loggly';

/** Loggly: the values of a field that names hosts (`/apiv2/fields/syslog.host/`), and what an alert posts. */
export const loggly: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a host with its count.',
    wrappers: ['*'],
    knows: (row, answer) =>
      has(row, 'term', 'count') &&
      has(answer, 'unique_field_count') &&
      Object.keys(answer).some((name) => /(^|\.)host(name)?$/i.test(name)),
    read(row) {
      const host = hostRef(asString(row.term), 'loggly', undefined);
      return host && [watched({ ...host, answers: true })];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected an alert with its name.',
    wrappers: [],
    knows: (row) => has(row, 'alert_name', 'num_hits', 'search_link'),
    read(row) {
      const title = asString(row.alert_name);
      // Its times lack the year. It came by webhook, so it arrived.
      return title ? [...alarm({ title, at: undefined, delivered: true })] : undefined;
    },
  },
];
