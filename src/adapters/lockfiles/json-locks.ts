import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asNumber, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import type { Problem } from '../../records/record.ts';
import { has } from '../shared/products.ts';
import { type Locked, type LockFormat, locked } from './locked.ts';

/** npm documentation, "package-lock.json": versions 1 to 3. */
export const npm: LockFormat = {
  tool: 'npm',
  type: 'npm',
  knows({ json }) {
    const root = asObject(json);
    // Bun's lock file has a version of the same name.
    return asNumber(root?.lockfileVersion) !== undefined && !has(root ?? {}, 'workspaces');
  },
  async *read(document) {
    // Version 2 holds what version 1 has as well, for older clients.
    const nested = asNumber(asObject(document.head.json)?.lockfileVersion) === 1;
    const pattern = nested ? '/dependencies/*' : '/packages/*';
    for await (const { pointer, value } of streamJson(document, [pattern])) {
      const item = asObject(value);
      if (!item) yield expected(pointer, 'an object');
      else if (nested) yield* nestedPackages(lastStep(pointer), item, pointer, 0);
      else yield* installedPackage(lastStep(pointer), item, pointer);
    }
  },
};

/** A package by the folder that it is installed in; others are the project's own, or links to these. */
function* installedPackage(path: string, item: Members, pointer: string): Generator<Locked | Problem> {
  const at = path.lastIndexOf('node_modules/');
  if (at < 0 || item.link === true) return;
  const version = asString(item.version);
  const name = asString(item.name) ?? path.slice(at + 'node_modules/'.length);
  if (version === undefined) yield expected(pointer, 'a package with its version');
  else if (isVersion(version)) yield locked(name, version, asString(item.license));
}

/** Deeper than any tree of folders that npm could install. */
const MAX_DEPTH = 100;

function* nestedPackages(
  name: string,
  item: Members,
  pointer: string,
  depth: number,
): Generator<Locked | Problem> {
  const version = asString(item.version);
  // Another package can be installed under this name.
  const alias = /^npm:(.+)@([^@]+)$/.exec(version ?? '');
  if (version === undefined) yield expected(pointer, 'a package with its version');
  else if (alias) yield locked(alias[1] ?? name, alias[2] ?? version);
  else if (isVersion(version)) yield locked(name, version);
  if (depth > MAX_DEPTH) return;
  for (const [inner, value] of Object.entries(asObject(item.dependencies) ?? {})) {
    const each = asObject(value);
    if (each) yield* nestedPackages(inner, each, `${pointer}/dependencies`, depth + 1);
  }
}

/** Pipenv documentation, "Pipfile & Pipfile.lock". */
export const pipenv: LockFormat = {
  tool: 'Pipenv',
  type: 'pypi',
  knows({ json }) {
    const meta = asObject(asObject(json)?._meta);
    return meta !== undefined && has(meta, 'hash', 'pipfile-spec');
  },
  async *read(document) {
    for await (const { pointer, value } of streamJson(document, ['/default/*', '/develop/*'])) {
      const item = asObject(value);
      const version = asString(item?.version)?.replace(/^===?\s*/, '');
      if (!item) yield expected(pointer, 'an object');
      // From a repository or a folder, where there is none.
      else if (version && isVersion(version)) yield locked(lastStep(pointer), version);
    }
  },
};

/** Composer documentation, "composer.lock". */
export const composer: LockFormat = {
  tool: 'Composer',
  type: 'composer',
  knows({ json }) {
    const root = asObject(json);
    return root !== undefined && has(root, 'content-hash', 'packages') && Array.isArray(root.packages);
  },
  async *read(document: Document) {
    for await (const { pointer, value } of streamJson(document, ['/packages/*', '/packages-dev/*'])) {
      const item = asObject(value);
      const name = asString(item?.name);
      const version = asString(item?.version);
      if (!item || !name || !version) yield expected(pointer, 'a package with its name and version');
      // `dev-main` is a branch.
      else if (isVersion(version.replace(/^v/, '')))
        yield locked(name, version, asStrings(item.license).join(' OR '));
    }
  },
};

/** Whether a text is a version, rather than an address, a path or the name of a branch. */
function isVersion(text: string): boolean {
  return /^\d[\w.+!~-]*$/.test(text);
}

function expected(where: string, what: string): Problem {
  return { kind: 'problem', where, why: `Expected ${what}.` };
}

function lastStep(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
