import type { Aspect } from '../../model/model.ts';
import type { Level } from '../../records/words.ts';
import type { AspectScore, Scorecard, SystemScore } from '../scorecard/scorecard.ts';

/** What a scorecard is written for another program or page with. */
export interface FormatOptions {
  /** Of the model, in its order. */
  aspects: readonly Pick<Aspect, 'id' | 'number' | 'title' | 'summary'>[];
  /** Aspects below this level are findings. */
  below: Level;
  /** File of the repository at which findings are shown: they are about a system, not about a line. */
  path: string;
  /** Version of Assay. */
  version: string;
}

/** A scorecard as text; the same each time for the same scorecard. */
export type Format = (card: Scorecard, options: FormatOptions) => string;

/** A level that is too low. */
export interface Finding {
  system: SystemScore;
  aspect: FormatOptions['aspects'][number];
  here: AspectScore;
}

/** Every aspect below the level asked for, lowest first; what is exempt is none. */
export function findings({ systems }: Scorecard, { aspects, below }: FormatOptions): Finding[] {
  const all: Finding[] = [];
  for (const system of systems) {
    for (const aspect of aspects) {
      const here = system.aspects.find(({ id }) => id === aspect.id);
      if (here && !here.exempt && here.level < below) all.push({ system, aspect, here });
    }
  }
  // Stable: within a level, as the scorecard has them.
  return all.sort((one, other) => one.here.level - other.here.level);
}

/** What a finding says, in three sentences at most. */
export function sentence({ system, aspect, here }: Finding): string {
  return `${system.name}: ${aspect.title} is at level ${here.level}. ${here.reason} ${here.next}`.trim();
}
