import type { Head } from '../../formats/document.ts';
import { asObject } from '../../formats/schema.ts';
import { ASPECTS } from '../../records/words.ts';
import { type Adapter, CERTAIN, type Certainty } from '../adapter.ts';
import { about } from './about.ts';
import { activitiesIn, isProgress } from './activities.ts';
import { readDsomm } from './read.ts';

export const adapter: Adapter = {
  id: 'dsomm',
  about,
  title: 'OWASP DSOMM: activities that teams say they do',
  aspects: ASPECTS,
  byHand: true,
  detect: certainty,
  read: readDsomm,
};

/** In YAML by its lines, for the activities stand behind a first document, and behind more than is parsed. */
function certainty({ json, shape, text }: Head): Certainty {
  const root = asObject(json);
  if (root) {
    if (isProgress(root.progress)) return CERTAIN;
    for (const activity of activitiesIn(root)) if (isDsomm(activity.item)) return CERTAIN;
    return 0;
  }
  if (shape === 'json' || shape === 'ndjson' || shape === 'xml' || shape === 'csv') return 0;
  const isModel =
    /^[ \t]{4,}["']?uuid["']?:\s*["']?[0-9a-f]{8}-[0-9a-f-]{27}/m.test(text) &&
    /^[ \t]{4,}["']?(isImplemented|teamsImplemented|difficultyOfImplementation)["']?:/m.test(text);
  const isTeams =
    /^progress:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+["']?[0-9a-f]{8}-[0-9a-f-]{27}["']?:/m.test(
      text,
    );
  return isModel || isTeams ? CERTAIN : 0;
}

function isDsomm(item: object): boolean {
  return 'isImplemented' in item || 'teamsImplemented' in item || 'difficultyOfImplementation' in item;
}
