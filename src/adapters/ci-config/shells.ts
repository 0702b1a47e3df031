import { asArray, asObject, asString } from '../../formats/schema.ts';
import type { Step } from './pipeline.ts';

/** Steps of a script: a text, or a list of texts (of lists, where YAML aliases are used). Each is one step. */
export function scriptSteps(value: unknown): Step[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ shell: value }];
  return asArray(value).flatMap(scriptSteps);
}

/** The name of an image: a text, or an object with `name` or `image`. */
export function imageNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imageNames);
  const members = asObject(value);
  const name = asString(value) ?? asString(members?.name) ?? asString(members?.image);
  return name ? [name] : [];
}
