import { asArray, asInstant, asString } from '../../../formats/schema.ts';
import { has, objectsOf } from '../../shared/products.ts';
import { alertRule, watched } from '../../shared/telemetry.ts';
import { hostRef, type WatchList } from '../../shared/watch-list.ts';

const TOOL = 'Mezmo';

/** Mezmo (LogDNA) API: `config/view`, `config/presetalert`, and exported lines, of which only the host is read. */
export const mezmo: readonly WatchList[] = [
  {
    tool: TOOL,
    expects: 'Expected a view or a preset alert with its name.',
    wrappers: [],
    knows: (row) => has(row, 'name') && (has(row, 'viewid') || has(row, 'presetid', 'channels')),
    read(row) {
      const id = asString(row.name);
      if (!id) return undefined;
      const channels = objectsOf(row.channels).filter((channel) => channel.active !== false);
      const presets = asArray(row.presetids).length > 0 || asString(row.presetid) !== undefined;
      // A view without an alert is for people to look at; a preset alert without a channel tells nobody.
      if (has(row, 'viewid') && channels.length === 0 && !presets) return [];
      return [alertRule({ id, enabled: channels.length > 0 || has(row, 'viewid') })];
    },
  },
  {
    tool: TOOL,
    expects: 'Expected a line with its host.',
    wrappers: ['lines'],
    knows: (row) => has(row, '_host', '_ts') || has(row, '_host', '_line'),
    read(row) {
      const host = hostRef(asString(row._host), 'mezmo', undefined);
      return host && [watched({ ...host, heard: asInstant(row._ts, 'milliseconds') })];
    },
  },
];
