import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { asArray, asObject, asString, member } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { type Kind, kindOf } from './kinds.ts';

/** A package that is pinned. */
interface Pinned {
  name: string;
  version: string;
}

/**
 * What a project's packages are pinned to. A lock file says what would be installed; nobody looked at anything, so
 * that it is no more than a declaration.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readLockfile(document: Document): AsyncGenerator<Reading> {
  const kind = kindOf(document.head);
  if (!kind) throw new Refusal('invalid', 'This is no lock file that is known.', { file: document.path });
  yield { kind: 'envelope', tool: { name: kind.tool }, complete: true };
  const seen = new Set<string>();
  for await (const { name, version } of pinned(document, kind)) {
    const purl = purlOf(kind.purl, name, version);
    if (seen.has(purl)) continue;
    seen.add(purl);
    yield { kind: 'component', name, version, purl };
  }
  const note = `${seen.size} packages are pinned`;
  if (seen.size > 0) yield { kind: 'practice', aspect: 'patch', output: 'test', declared: true, note };
}

function pinned(document: Document, kind: Kind): AsyncIterable<Pinned> | Iterable<Pinned> {
  switch (kind.syntax) {
    case 'npm':
      return npm(document);
    case 'pnpm':
      return pnpm(document);
    case 'composer':
      return composer(document);
    case 'pipenv':
      return pipenv(document);
    case 'yarn':
      return yarn(document);
    case 'toml':
      return toml(document);
    case 'gemfile':
      return gemfile(document);
    case 'go-sum':
      return goSum(document);
  }
}

/** Version 2 and 3 list packages by their folder, version 1 nests them. */
async function* npm(document: Document): AsyncGenerator<Pinned> {
  const root = asObject(await readJson(document)) ?? {};
  const packages = asObject(root.packages);
  for (const [folder, value] of Object.entries(packages ?? {})) {
    const name = asString(member(value, 'name')) ?? folder.split('node_modules/').at(-1) ?? '';
    const version = asString(member(value, 'version'));
    if (folder !== '' && name && version) yield { name, version };
  }
  if (!packages) yield* npmNested(root.dependencies, 0);
}

function* npmNested(value: unknown, depth: number): Generator<Pinned> {
  if (depth > 50) return;
  for (const [name, each] of Object.entries(asObject(value) ?? {})) {
    const version = asString(member(each, 'version'));
    if (version) yield { name, version };
    yield* npmNested(member(each, 'dependencies'), depth + 1);
  }
}

/** `/name@1.2.3(peer@4)`, before version 6 `/name/1.2.3_peer`. */
async function* pnpm(document: Document): AsyncGenerator<Pinned> {
  const root = asObject((await readYaml(document))[0]?.value) ?? {};
  for (const key of Object.keys(asObject(root.packages) ?? {})) {
    const bare = key.replace(/^\//, '').split('(')[0] ?? '';
    const at = bare.lastIndexOf('@');
    const cut = at > 0 ? at : bare.lastIndexOf('/');
    const version = bare.slice(cut + 1).split('_')[0] ?? '';
    if (cut > 0 && version) yield { name: bare.slice(0, cut), version };
  }
}

async function* composer(document: Document): AsyncGenerator<Pinned> {
  const root = asObject(await readJson(document)) ?? {};
  for (const each of [...asArray(root.packages), ...asArray(root['packages-dev'])]) {
    const name = asString(member(each, 'name'));
    const version = asString(member(each, 'version'));
    if (name && version) yield { name, version };
  }
}

async function* pipenv(document: Document): AsyncGenerator<Pinned> {
  const root = asObject(await readJson(document)) ?? {};
  for (const section of ['default', 'develop']) {
    for (const [name, each] of Object.entries(asObject(root[section]) ?? {})) {
      const version = asString(member(each, 'version'))?.replace(/^==/, '');
      if (version) yield { name, version };
    }
  }
}

/** Classic (`"name@range":` and `version "1"`) and berry (`"name@npm:range":` and `version: 1`). */
async function* yarn(document: Document): AsyncGenerator<Pinned> {
  let name: string | undefined;
  for await (const { text } of streamLines(document)) {
    if (text !== '' && !text.startsWith(' ') && !text.startsWith('#') && text.endsWith(':')) {
      const first = text.slice(0, -1).split(',')[0]?.replaceAll('"', '').trim() ?? '';
      const at = first.indexOf('@', 1);
      name = at > 0 ? first.slice(0, at) : undefined;
    } else if (text.startsWith('  version')) {
      const version = text
        .slice(9)
        .replace(/^[: ]+/, '')
        .replaceAll('"', '')
        .trim();
      if (name && version && !version.startsWith('0.0.0-use.local')) yield { name, version };
      name = undefined;
    }
  }
}

/** `[[package]]` tables with `name = "…"` and `version = "…"` (Cargo, Poetry, uv). */
async function* toml(document: Document): AsyncGenerator<Pinned> {
  let name: string | undefined;
  let version: string | undefined;
  let inside = false;
  for await (const { text } of streamLines(document)) {
    if (text.startsWith('[')) {
      if (inside && name && version) yield { name, version };
      name = undefined;
      version = undefined;
      inside = text.trim() === '[[package]]';
      continue;
    }
    const [, key, value] = /^(name|version) = "([^"]{1,300})"$/.exec(text.trim()) ?? [];
    if (key === 'name') name = value;
    if (key === 'version') version = value;
  }
  if (inside && name && version) yield { name, version };
}

/** Below `specs:`, four spaces deep: `    rack (3.0.8)`. */
async function* gemfile(document: Document): AsyncGenerator<Pinned> {
  for await (const { text } of streamLines(document)) {
    const [, name, version] = /^ {4}([\w.-]{1,200}) \(([^()]{1,100})\)$/.exec(text) ?? [];
    if (name && version) yield { name, version };
  }
}

async function* goSum(document: Document): AsyncGenerator<Pinned> {
  for await (const { text, line } of streamLines(document)) {
    const [name, version, hash] = text.split(' ');
    if (!name || !version || !hash) {
      if (text.trim() === '') continue;
      throw new Refusal(
        'truncated',
        'The file ends in the middle of a line.',
        { file: document.path, line },
        'Hand in the whole file.',
      );
    }
    if (!version.endsWith('/go.mod')) yield { name, version };
  }
}

/** A package URL (purl-spec); a scope is part of the path. */
function purlOf(type: string, name: string, version: string): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:${type}/${path}@${encodeURIComponent(version)}`;
}
