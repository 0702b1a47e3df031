import { ASPECTS, OUTPUTS } from '../records/words.ts';
import { broken, type Located, placeAt } from './located.ts';
import type { Aspect, Model } from './model.ts';
import { RESPONSE_IDS } from './schema.ts';

/** Where each part of a model was written. */
export interface ModelPlaces {
  aspects: readonly Located[];
  levels: Located;
  outputs: Located;
  criticality: Located;
  responses: Located;
  frameworks: Located;
  crosswalk: Located;
}

/**
 * Checks what one file's schema cannot see: order, uniqueness, references and the level rule's own demands.
 * Throws a Refusal `model` at the first that does not hold.
 */
export function checkModel(model: Model, places: ModelPlaces): void {
  checkAspects(model.aspects, places.aspects);
  checkSolutions(model.aspects, places.aspects);
  checkLevels(model, places.levels);
  checkCriticality(model, places.criticality);
  checkAllInOrder(
    model.outputs.map((output) => output.id),
    OUTPUTS,
    places.outputs,
    'outputs',
  );
  checkAllInOrder(
    model.responses.map((response) => response.id),
    RESPONSE_IDS,
    places.responses,
    'responses',
  );
  checkUnique(model.frameworks, places.frameworks, 'frameworks', new Set());
  checkUnique(model.crosswalk, places.crosswalk, 'crosswalk', new Set());
  for (const [index, { references }] of model.crosswalk.entries())
    checkUnique(references, places.crosswalk, ['crosswalk', index, 'references'], new Set());
}

function checkAspects(aspects: readonly Aspect[], places: readonly Located[]): void {
  const threats = new Set<string>();
  const advice = new Set<string>();
  for (const [index, aspect] of aspects.entries()) {
    const place = places[index];
    if (!place) continue;
    const id = ASPECTS[index];
    if (aspect.id !== id) {
      throw broken(
        `Aspect ${index + 1} is \`${id}\`, not \`${aspect.id}\`.`,
        placeAt(place, ['id']),
        'The file name says which aspect it holds; give it that id.',
      );
    }
    if (aspect.number !== index + 1) {
      throw broken(
        `The aspect \`${id}\` has the number ${index + 1}, not ${aspect.number}.`,
        placeAt(place, ['number']),
        'The aspects have a fixed order.',
      );
    }
    checkUnique(aspect.threats, place, 'threats', threats);
    checkUnique(aspect.advice, place, 'advice', advice);
    checkPrefix(aspect, 'threats', place);
    checkPrefix(aspect, 'advice', place);
    checkBuildsOn(aspect, place);
  }
}

/** Ids of threats and advice begin with their aspect, so that an id alone says where to look. */
function checkPrefix(aspect: Aspect, list: 'threats' | 'advice', place: Located): void {
  for (const [index, thing] of aspect[list].entries()) {
    if (thing.id.startsWith(`${aspect.id}.`)) continue;
    throw broken(
      `\`${thing.id}\` stands under the aspect \`${aspect.id}\`.`,
      placeAt(place, [list, index, 'id']),
      `Begin its id with \`${aspect.id}.\`.`,
    );
  }
}

function checkBuildsOn(aspect: Aspect, place: Located): void {
  const seen = new Set<string>();
  for (const [index, id] of aspect.buildsOn.entries()) {
    const at = placeAt(place, ['buildsOn', index]);
    if (seen.has(id)) throw broken(`\`${id}\` is given twice.`, at, 'Take one away.');
    seen.add(id);
    if (ASPECTS.indexOf(id) < aspect.number - 1) continue;
    throw broken(
      `\`${aspect.id}\` cannot build on \`${id}\`, which does not come before it.`,
      at,
      'Name earlier aspects only.',
    );
  }
  const by = aspect.coverage.knownBy;
  if (by === undefined || ASPECTS.indexOf(by) < aspect.number - 1) return;
  throw broken(
    `What \`${aspect.id}\` counts cannot come from \`${by}\`, which does not come before it.`,
    placeAt(place, ['coverage', 'knownBy']),
    'Name an earlier aspect.',
  );
}

/** A tool may stand under several aspects; then it is the same tool, at the same address. */
function checkSolutions(aspects: readonly Aspect[], places: readonly Located[]): void {
  const urls = new Map<string, string | undefined>();
  for (const [index, aspect] of aspects.entries()) {
    const place = places[index];
    if (!place) continue;
    checkUnique(aspect.solutions, place, 'solutions', new Set());
    for (const [row, solution] of aspect.solutions.entries()) {
      if (urls.has(solution.id) && urls.get(solution.id) !== solution.url) {
        throw broken(
          `Another aspect has \`${solution.id}\` at another address.`,
          placeAt(place, ['solutions', row, 'url']),
          'Give both the same address, or this one another id.',
        );
      }
      urls.set(solution.id, solution.url);
    }
  }
}

function checkLevels(model: Model, place: Located): void {
  const expected = [2, 3, 4, 5];
  for (const [index, level] of expected.entries()) {
    const rule = model.levels[index];
    if (rule?.level !== level) {
      throw broken(
        `Rule ${index + 1} is that of level ${level}${rule ? `, not ${rule.level}` : ', and is missing'}.`,
        placeAt(place, rule ? ['levels', index, 'level'] : ['levels']),
        'Give the rules of levels 2, 3, 4 and 5, once each, in this order.',
      );
    }
    // Were W not above G, one practice alone could hold a rung that claims regularity.
    if (level > 2 && rule.sustainedDays <= rule.freshDays) {
      throw broken(
        `Level ${level} would rest on a single practice: it is fresh for ${rule.freshDays} days, and ${rule.sustainedDays} days of practice are asked for.`,
        placeAt(place, ['levels', index, 'sustainedDays']),
        'Make `sustainedDays` greater than `freshDays`.',
      );
    }
    if (new Set(rule.outputs).size !== rule.outputs.length) {
      throw broken(
        `Level ${level} names an output twice.`,
        placeAt(place, ['levels', index, 'outputs']),
        'Take one away.',
      );
    }
  }
  if (model.levels.length > expected.length) {
    throw broken(
      'There are more rules than levels.',
      placeAt(place, ['levels', expected.length]),
      'Give the rules of levels 2, 3, 4 and 5, once each, in this order.',
    );
  }
}

function checkCriticality(model: Model, place: Located): void {
  const seen = new Set<string>();
  for (const [index, rule] of model.criticality.entries()) {
    const combination = `${rule.pii} ${rule.public}`;
    if (seen.has(combination)) {
      throw broken(
        `pii ${rule.pii} with public ${rule.public} is given twice.`,
        placeAt(place, ['criticality', index]),
        'Take one away.',
      );
    }
    seen.add(combination);
  }
  if (seen.size === 4) return;
  throw broken(
    `${seen.size} of the 4 combinations of pii and public are given.`,
    placeAt(place, ['criticality']),
    'Give a criticality for each of them.',
  );
}

function checkAllInOrder(
  found: readonly string[],
  expected: readonly string[],
  place: Located,
  list: string,
): void {
  for (let index = 0; index < Math.max(found.length, expected.length); index += 1) {
    if (found[index] === expected[index]) continue;
    throw broken(
      `Expected ${expected.join(', ')}, in this order; found ${found.join(', ') || 'none'}.`,
      placeAt(place, index < found.length ? [list, index, 'id'] : [list]),
      'Give each of them once.',
    );
  }
}

function checkUnique(
  things: readonly { id: string }[],
  place: Located,
  list: string | readonly PropertyKey[],
  seen: Set<string>,
): void {
  for (const [index, thing] of things.entries()) {
    if (seen.has(thing.id)) {
      throw broken(
        `\`${thing.id}\` is given twice.`,
        placeAt(place, [...[list].flat(), index, 'id']),
        'Give each its own id.',
      );
    }
    seen.add(thing.id);
  }
}
