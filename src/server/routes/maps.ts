import { z } from 'zod';
import { inspect } from '../../intake/inspect.ts';
import { mapFields } from '../../intake/map-fields.ts';
import { mapNamed, savedMap, saveMap, suggestFor } from '../../intake/maps.ts';
import { formatInstant } from '../../records/instant.ts';
import { Refusal } from '../../records/refusal.ts';
import type { MapRow } from '../../store/rows.ts';
import { Report } from '../api/documents.ts';
import { MapFields, MapSuggestion, NewMap, SavedMap, SavedMaps } from '../api/maps.ts';
import { Nothing } from '../api/words.ts';
import type { Shared } from '../app.ts';
import { auditRow } from '../audit.ts';
import type { Declare } from '../operation.ts';
import { InstantQuery } from '../query.ts';
import { notFound } from '../shown.ts';
import { spool } from '../spool.ts';
import { isStream, originOf, withoutBytes } from './imports.ts';

/** The first part of a table says what its columns mean. */
const BEGINNING = 1024 * 1024;
/** A preview answers while one waits; what is larger is cut by whoever asks. */
const LARGEST_PREVIEW = 5 * 1024 * 1024;

const Params = z.object({ map: z.string().min(1).max(200) });
const FileQuery = z.object({
  name: z.string().min(1).max(1_000).describe('The file’s name, a label only'),
  organization: z.string().optional(),
});
const PreviewQuery = FileQuery.extend({
  map: z.string().max(200).optional().describe('Id or name of a saved map; by its content where absent'),
  happened: InstantQuery.optional().describe('When it happened, for formats that do not say'),
});

/** Maps of columns for tables that no adapter knows, and what a file would give before it is handed in. */
export function mapRoutes(declare: Declare, shared: Shared): void {
  const { store, now, parse } = shared;
  const tag = 'Maps';

  declare(
    {
      id: 'listMaps',
      method: 'GET',
      path: '/maps',
      tag,
      summary: 'Saved maps of columns, by which tables are read that no adapter knows.',
      policy: { may: 'read' },
      answer: SavedMaps,
    },
    async ({ organization }) => ({ rows: (await store.reader(organization.id).maps()).map(shownMap) }),
  );

  declare(
    {
      id: 'listMapFields',
      method: 'GET',
      path: '/maps/fields',
      tag,
      summary: 'The kinds of records that a map can make, and the fields of each.',
      policy: { may: 'read' },
      answer: MapFields,
    },
    async () => mapFields(),
  );

  declare(
    {
      id: 'addMap',
      method: 'POST',
      path: '/maps',
      tag,
      summary: 'Save a map of columns under its own name, once it is checked.',
      policy: { may: 'contribute' },
      body: NewMap,
      answer: SavedMap,
      status: 201,
    },
    async ({ organization, body, request }) => {
      const row = await store.write(organization.id, async (writer) => {
        const { id, name } = await mapNamed('map', body.text);
        const before = (await writer.maps()).find((each) => each.id === id);
        if (before && !body.replace) {
          throw new Refusal(
            'conflict',
            `There is a map "${before.name}" already.`,
            { field: 'name' },
            'Give it another name, or say that it replaces the other.',
          );
        }
        const saved = await saveMap(writer, 'map', body.text, now());
        const detail = { name, replaced: before !== undefined, text: body.text.slice(0, 10_000) };
        await writer.addAudit(auditRow(request, now(), 'map.add', `map ${id}`, detail));
        return saved;
      });
      return shownMap(row);
    },
  );

  declare(
    {
      id: 'removeMap',
      method: 'DELETE',
      path: '/maps/:map',
      tag,
      summary: 'Forget a map; what was read with it stays.',
      policy: { may: 'contribute' },
      params: Params,
      answer: Nothing,
      status: 204,
    },
    async ({ organization, params, request }) => {
      await store.write(organization.id, async (writer) => {
        if (!(await writer.removeMap(params.map))) throw notFound('map');
        await writer.addAudit(auditRow(request, now(), 'map.remove', `map ${params.map}`));
      });
      return undefined;
    },
  );

  declare(
    {
      id: 'suggestMap',
      method: 'POST',
      path: '/maps/suggest',
      tag,
      summary: 'The first rows of a table, and the map that its columns suggest; nothing is kept.',
      policy: { may: 'import', scoped: true },
      query: FileQuery,
      body: 'bytes',
      answer: MapSuggestion,
    },
    async ({ query, request }) => {
      if (!isStream(request.body)) throw withoutBytes();
      const spooled = await spool(query.name, request.body, BEGINNING);
      try {
        const { map, ...rest } = await suggestFor(spooled.handed);
        return { ...rest, map: map ?? null };
      } finally {
        await spooled.remove();
      }
    },
  );

  declare(
    {
      id: 'previewDocument',
      method: 'POST',
      path: '/imports/preview',
      tag: 'Documents',
      summary: 'What would be read from a file, by its content or by a map; nothing is kept.',
      policy: { may: 'import', scoped: true },
      query: PreviewQuery,
      body: 'bytes',
      answer: Report,
    },
    async ({ organization, caller, query, request }) => {
      if (!isStream(request.body)) throw withoutBytes();
      const map =
        query.map === undefined ? undefined : await savedMap(store.reader(organization.id), query.map);
      const spooled = await spool(query.name, request.body, LARGEST_PREVIEW);
      try {
        return await inspect(spooled.handed, originOf(caller), { happened: query.happened, map }, parse);
      } finally {
        await spooled.remove();
      }
    },
  );
}

function shownMap({ id, name, text, created }: MapRow) {
  return { id, name, text, created: formatInstant(created) };
}
