// Deriving all levels of 1,000 systems × 15 aspects × 3 years of weekly evidence in four outputs.

import { tracksOf } from '../dist/derive/runs.js';
import { standing } from '../dist/derive/standing.js';
import { timeline } from '../dist/derive/timeline.js';
import { readModel, standardModelFolder } from '../dist/model/read.js';

const DAY = 86_400_000;
const SERIES = 15_000;
const WEEKS = 156;

export async function run() {
  const model = await readModel(standardModelFolder());
  const tracks = tracksOf(model.levels);
  const length = WEEKS * 4;
  const coverage = new Map(
    [8, 32].map((days) => [days, [{ from: Number.NEGATIVE_INFINITY, reached: 1, known: 1 }]]),
  );
  const histories = Array.from({ length: SERIES }, (_, series) => {
    const at = new Float64Array(length);
    const output = new Uint8Array(length);
    for (let week = 0; week < WEEKS; week += 1) {
      for (let each = 0; each < 4; each += 1) {
        // A little apart, and with a gap here and there, as real weeks have.
        const gap = (week * 7919 + series) % 61 === 0 ? 2 : 0;
        at[week * 4 + each] = (week * 7 + gap) * DAY + each * 1000 + (series % 977);
        output[week * 4 + each] = each;
      }
    }
    const practices = {
      length,
      at,
      output,
      automation: new Uint8Array(length).fill(2),
      declared: new Uint8Array(length),
    };
    return { practices, coverage, exemptions: [] };
  });
  const practices = SERIES * length;
  const now = WEEKS * 7 * DAY;

  const sum = best(() => {
    let total = 0;
    for (const {
      practices: { at },
    } of histories)
      for (let i = 0; i < at.length; i += 1) total += at[i];
    return total;
  });
  const lines = best(() => {
    let total = 0;
    for (const history of histories) total += timeline(history, tracks).length;
    return total;
  });
  const standings = best(() => {
    let total = 0;
    for (const history of histories) total += standing(history, tracks, now).level;
    return total;
  });
  return `## Derive

1,000 systems × 15 aspects × 3 years of weekly evidence in four outputs: ${practices.toLocaleString('en')} practices.

| what | seconds | practices a second | against one pass that only adds the same instants up |
| --- | --- | --- | --- |
| adding the instants up (baseline) | ${sum.toFixed(3)} | ${rate(practices, sum)} | 1 |
| every timeline of levels | ${lines.toFixed(3)} | ${rate(practices, lines)} | ${(lines / sum).toFixed(1)} × |
| every standing: level, lapse, next rung | ${standings.toFixed(3)} | ${rate(practices, standings)} | ${(standings / sum).toFixed(1)} × |

Bound by memory and by the run bookkeeping of the up to four tracks that each practice feeds.
`;
}

function rate(count, seconds) {
  return `${(count / seconds / 1e6).toFixed(1)} million`;
}

/** Seconds of the best of five, after one to warm up. */
function best(work) {
  work();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const begin = performance.now();
    work();
    least = Math.min(least, performance.now() - begin);
  }
  return least / 1000;
}

if (import.meta.filename === process.argv[1]) console.log(await run());
