import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { ASPECTS, type Language } from '../records/words.ts';
import { checkModel, type ModelPlaces } from './check.ts';
import { broken, isMissing, type Located, parseLocated, placeAt, placeOf, plain } from './located.ts';
import { overlay } from './merge.ts';
import type { Aspect, Model } from './model.ts';
import {
  AspectFile,
  CriticalityFile,
  CrosswalkFile,
  FrameworksFile,
  LevelsFile,
  OutputsFile,
  ProductionFile,
  ResponsesFile,
  VersionFile,
} from './schema.ts';

/** The 15 aspect files, in the model's order: `aspects/01-inventory.yaml` and so on. */
const ASPECT_FILES: readonly string[] = ASPECTS.map(
  (id, index) => `aspects/${String(index + 1).padStart(2, '0')}-${id}.yaml`,
);

/** Every file of a model folder, relative to it. */
export const MODEL_FILES: readonly string[] = [
  'model.yaml',
  'levels.yaml',
  'outputs.yaml',
  'criticality.yaml',
  'production.yaml',
  'responses.yaml',
  'frameworks.yaml',
  'crosswalk.yaml',
  ...ASPECT_FILES,
];

/** The folder of the model that comes with Assay. The same depth from `src/model/` and from `dist/model/`. */
export function standardModelFolder(): string {
  return fileURLToPath(new URL('../../model/', import.meta.url));
}

/**
 * Reads a model folder, and lays a user's own folder over it where one is given (see `model/README.md`). Words of
 * another language than English, `languages/<language>/` in the model folder, lie between the two.
 * `Model.overrides` names the files that the user's folder holds, relative to it.
 * Throws a Refusal `model` with file, line and field at the first thing that does not hold together.
 */
export async function readModel(
  folder: string,
  override?: string,
  language: Language = 'en',
): Promise<Model> {
  const overrides = override === undefined ? [] : await filesOf(override);
  const words = language === 'en' ? undefined : join(folder, 'languages', language);
  const worded = words === undefined ? [] : await filesOf(words);
  const readStandard = async (name: string): Promise<Located> => {
    const standard = parseLocated(await textOf(folder, name), join(folder, name));
    if (words === undefined || !worded.includes(name)) return standard;
    return overlay(standard, parseLocated(await textOf(words, name), join(words, name)));
  };
  const readPart = async <T>(name: string, schema: z.ZodType<T>): Promise<Part<T>> => {
    const standard = await readStandard(name);
    if (override === undefined || !overrides.includes(name)) return partOf(standard, schema);
    const own = parseLocated(await textOf(override, name), join(override, name));
    if (own.kind !== 'map') {
      throw broken('Expected fields, found something else.', placeOf(own), 'Begin with the name of a field.');
    }
    return partOf(overlay(standard, own), schema);
  };

  const version = await readPart('model.yaml', VersionFile);
  const levels = await readPart('levels.yaml', LevelsFile);
  const outputs = await readPart('outputs.yaml', OutputsFile);
  const criticality = await readPart('criticality.yaml', CriticalityFile);
  const production = await readPart('production.yaml', ProductionFile);
  const responses = await readPart('responses.yaml', ResponsesFile);
  const frameworks = await readPart('frameworks.yaml', FrameworksFile);
  const crosswalk = await readPart('crosswalk.yaml', CrosswalkFile);
  const aspects: Part<Aspect>[] = [];
  for (const name of ASPECT_FILES) aspects.push(await readPart(name, AspectFile));

  const model: Model = {
    version: version.value.version,
    overrides,
    language,
    aspects: aspects.map((part) => part.value),
    levels: levels.value.levels,
    coverage: levels.value.coverage,
    outputs: outputs.value.outputs,
    criticality: criticality.value.criticality,
    production: production.value,
    responses: responses.value.responses,
    frameworks: frameworks.value.frameworks,
    crosswalk: crosswalk.value.crosswalk,
  };
  const places: ModelPlaces = {
    aspects: aspects.map((part) => part.located),
    levels: levels.located,
    outputs: outputs.located,
    criticality: criticality.located,
    responses: responses.located,
    frameworks: frameworks.located,
    crosswalk: crosswalk.located,
  };
  checkModel(model, places);
  return model;
}

interface Part<T> {
  value: T;
  located: Located;
}

function partOf<T>(located: Located, schema: z.ZodType<T>): Part<T> {
  const result = schema.safeParse(plain(located));
  if (result.success) return { value: result.data, located };
  const issues = result.error.issues;
  // A misspelt field is both unknown and missing; the unknown one is the one to correct.
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown) {
    const name = unknown.keys[0] ?? '';
    throw broken(
      `No field of a model is called \`${name}\` here.`,
      placeAt(located, [...unknown.path, name]),
      'Correct its name, or take it away.',
    );
  }
  const [issue] = issues;
  const path = issue?.path ?? [];
  const missing = isMissing(located, path);
  throw broken(
    missing ? 'This field is missing.' : sentence(issue?.message ?? 'This does not fit'),
    placeAt(located, path),
    missing ? 'Add it.' : 'Correct it; `model/schema/` says what is expected.',
  );
}

/** Zod's message (or ours) as a sentence: `Invalid input: expected string` is `Expected string.` */
function sentence(message: string): string {
  const text = message.replace(/^Invalid (input|option|string): /, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

async function textOf(folder: string, name: string): Promise<string> {
  const file = join(folder, name);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw broken(
      `This file of the model cannot be read (${errorCode(error)}).`,
      { file },
      `A model folder holds all ${MODEL_FILES.length} files; a folder of overrides belongs beside it, not in its place.`,
    );
  }
}

/** Model files that a user's folder holds. One that no model has is refused: it would change nothing. */
async function filesOf(folder: string): Promise<string[]> {
  const names = await namesIn(folder);
  if (names === undefined) {
    throw broken(
      'There is no such folder of overrides.',
      { file: folder },
      'Give the folder that holds them.',
    );
  }
  const aspects = (await namesIn(join(folder, 'aspects'))) ?? [];
  const found = [...names, ...aspects.map((name) => `aspects/${name}`)].filter((name) =>
    /\.ya?ml$/i.test(name),
  );
  for (const name of found) {
    if (MODEL_FILES.includes(name)) continue;
    throw broken(
      'No file of a model has this name, so it would change nothing.',
      { file: join(folder, name) },
      `Use one of: ${MODEL_FILES.join(', ')}.`,
    );
  }
  if (found.length > 0) return MODEL_FILES.filter((name) => found.includes(name));
  throw broken(
    'This folder of overrides holds no file of a model.',
    { file: folder },
    'Give the folder that holds, for example, `levels.yaml`.',
  );
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return undefined;
    return (await readdir(folder)).sort();
  } catch {
    // Absent or closed to us: either way there is nothing to read, and the caller says so.
    return undefined;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
