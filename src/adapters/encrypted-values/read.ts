import type { Document } from '../../formats/document.ts';
import { asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { streamLines } from '../../formats/text.ts';
import { readYaml } from '../../formats/yaml.ts';
import type { Instant } from '../../records/instant.ts';
import { fileKey, otherKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { objectsOf } from '../shared/products.ts';
import { readTree } from '../shared/tree.ts';
import { ANSIBLE, EYAML, isEncryptedMember, isSealed, SOPS, TITLES, type Way, wayOf } from './markers.ts';

/** Something in code that is encrypted. */
interface Encrypted {
  /** The name that it has besides its file, where it has one. */
  readonly name?: string | undefined;
  readonly values: number;
  /** When its values were last changed, where it says so. */
  readonly at?: Instant | undefined;
}

/**
 * Marks that values in code are encrypted. Only the marks are looked for: what is encrypted is never kept.
 * @throws Refusal `malformed`, `truncated`, `too-large`; `invalid` where a mark in the head leads to nothing
 */
export async function* readEncryptedValues(document: Document): AsyncGenerator<Reading> {
  const way = wayOf(document.head)?.way ?? 'hiera-eyaml';
  yield { kind: 'envelope', tool: { name: TITLES[way] } };
  const found = await encryptedIn(document, way);
  const values = found.reduce((sum, one) => sum + one.values, 0);
  if (values <= 0) {
    throw new Refusal('invalid', `No value is encrypted with ${TITLES[way]}.`, { file: document.path });
  }
  for (const one of found) {
    if (one.values <= 0) continue;
    const name = one.name ?? document.path;
    yield {
      kind: 'resource',
      type: 'secret',
      keys: [one.name ? otherKey(way, name) : fileKey(name)],
      name,
      ...(one.at !== undefined && { at: one.at }),
    };
  }
  const at = found.find((one) => one.at !== undefined)?.at;
  const dated = at === undefined ? {} : { at };
  yield {
    kind: 'result',
    aspect: 'secrets',
    rule: { id: 'secret-encrypted-in-code', title: 'Secrets that code needs are encrypted in it' },
    status: 'pass',
    severity: 'high',
    declared: true,
    location: document.path,
    ...dated,
  };
  yield {
    kind: 'practice',
    aspect: 'secrets',
    output: 'test',
    declared: true,
    ...dated,
    note: `${TITLES[way]}: ${values} encrypted ${values === 1 ? 'value' : 'values'}`,
  };
}

async function encryptedIn(document: Document, way: Way): Promise<readonly Encrypted[]> {
  if (way === 'ansible-vault') return [await counted(document, (line) => (ANSIBLE.test(line) ? 1 : 0))];
  if (way === 'hiera-eyaml') return [await counted(document, (line) => line.match(EYAML)?.length ?? 0)];
  if (way === 'sops') return [await sops(document)];
  if (way === 'chef') return [dataBagItem(asObject((await readTree(document)).root) ?? {}, document.path)];
  return sealed(document);
}

async function counted(document: Document, marks: (line: string) => number): Promise<Encrypted> {
  let values = 0;
  for await (const { text } of streamLines(document)) values += marks(text);
  return { values };
}

const MAC = /(?:^|[\s"_{,])mac"?\s?[:=]\s?["']?ENC\[AES256_GCM,/;

/** SOPS says in every format when it last wrote (getsops/sops, "Encryption protocol"); only that line is read. */
async function sops(document: Document): Promise<Encrypted> {
  let values = 0;
  let at: Instant | undefined;
  for await (const { text } of streamLines(document)) {
    values += text.match(SOPS)?.length ?? 0;
    // The code that proves the file whole is encrypted too, but is no value of ours.
    if (MAC.test(text)) values -= 1;
    const when =
      /(?:sops_|")?lastmodified"?\s?[:=]\s?["']?(\d{4}-\d\d-\d\dT[\d:]{8}(?:Z|[+-]\d\d:\d\d))/.exec(text);
    if (when) at = asInstant(when[1]);
  }
  return { values, at };
}

/** Bags are folders: `data_bags/BAG/ITEM.json`. */
function dataBagItem(root: Members, path: string): Encrypted {
  const id = asString(root.id);
  const bag = path.split('/').at(-2);
  const name = id && bag ? `${bag}/${id}` : id;
  return { name, values: Object.values(root).filter(isEncryptedMember).length };
}

async function sealed(document: Document): Promise<readonly Encrypted[]> {
  const isJson = document.head.shape === 'json' || document.head.shape === 'ndjson';
  const roots: unknown[] = [];
  if (!isJson) for (const { value } of await readYaml(document)) roots.push(value);
  else {
    const { root } = await readTree(document);
    roots.push(...(Array.isArray(root) ? root : [root]));
  }
  // `kubectl get -o` writes a list of them.
  const all = roots.flatMap((root) => {
    const one = asObject(root);
    return one ? [one, ...objectsOf(one.items)] : [];
  });
  return all.filter(isSealed).map((one) => {
    const metadata = asObject(one.metadata);
    const name = asString(metadata?.name) ?? 'without a name';
    const spec = asObject(one.spec);
    const values = Object.keys(asObject(spec?.encryptedData) ?? {}).length;
    return {
      name: `${asString(metadata?.namespace) ?? 'default'}/${name}`,
      values: values === 0 && typeof spec?.encryptedData === 'string' ? 1 : values,
      at: asInstant(metadata?.creationTimestamp),
    };
  });
}
