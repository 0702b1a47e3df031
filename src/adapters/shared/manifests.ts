import type { Document, Head } from '../../formats/document.ts';
import { asArray, asObject, type Members } from '../../formats/schema.ts';
import { readYaml } from '../../formats/yaml.ts';
import { answerOf, elements, firstElement } from './elements.ts';

/** One Kubernetes object of a file. */
export interface Manifest {
  /** JSON Pointer, or the line in YAML. */
  where: string;
  /** Undefined where it is no object. */
  item: Members | undefined;
}

/** Actions that Helm's templates have and manifests of Argo or Prometheus, which write braces too, do not. */
const HELM = /\{\{-?\s{0,9}(?:define|if|include|range|with|template|toYaml|\.Release|\.Values|\.Chart|\$)\b/;

/** Whether it is a template of Helm, whose objects have no names before it is rendered. */
export function isHelmTemplate({ text }: Head): boolean {
  // JSON is told apart first: it is long, and begins every answer of a cluster.
  return !/^\s*(?:\[|\{(?!\{))/.test(text) && HELM.test(text);
}

/**
 * The first Kubernetes object, in JSON or YAML, for `detect`; the list itself where it is empty. Nothing for a
 * template of Helm.
 */
export function firstManifest(head: Head): Members | undefined {
  if (isHelmTemplate(head)) return undefined;
  const root = asObject(answerOf(head) ?? head.yaml);
  if (Array.isArray(head.json)) return firstElement(head, []);
  return asObject(asArray(root?.items)[0]) ?? root;
}

/**
 * Kubernetes objects as `kubectl get` prints them: one, a list (`items`), or several YAML documents.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* manifests(document: Document): AsyncGenerator<Manifest> {
  if (document.head.json !== undefined) {
    for await (const { pointer, item } of elements(document, ['items'])) yield { where: pointer, item };
    return;
  }
  for (const { value, line } of await readYaml(document)) {
    if (value === null || value === undefined) continue;
    const items = asObject(value)?.items;
    const list = Array.isArray(items) ? asArray(items) : [value];
    for (const [index, element] of list.entries()) {
      const at = line(Array.isArray(items) ? ['items', index] : []);
      yield { where: at === undefined ? `/items/${index}` : `line ${at}`, item: asObject(element) };
    }
  }
}
