import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { oneLine } from '../shared/one-line.ts';
import { formatOf } from './formats.ts';
import { packageUrl } from './package-url.ts';

/** No registry has longer names. */
const LONGEST = 300;

/**
 * The packages that a lock file pins, each once, and that it pins them. It does not say when.
 * @throws Refusal `malformed`, `truncated`, `too-large`; `unrecognised` where it is no lock file that is known
 */
export async function* readLockfile(document: Document): AsyncGenerator<Reading> {
  const format = formatOf(document.head);
  if (!format)
    throw new Refusal('unrecognised', 'This is no lock file that is known.', { file: document.path });
  yield { kind: 'envelope', tool: { name: format.tool } };
  const told = new Set<string>();
  for await (const each of format.read(document)) {
    if (each.kind === 'problem') {
      yield each;
      continue;
    }
    const { name, version, licence } = each;
    if (name === '' || name.length > LONGEST || version.length > LONGEST) continue;
    const purl = packageUrl(format.type, name, version);
    if (told.has(purl)) continue;
    told.add(purl);
    yield {
      kind: 'component',
      name,
      version,
      purl,
      ...(licence && { licence: oneLine(licence, 200) }),
    };
  }
  if (told.size > 0)
    yield {
      kind: 'practice',
      aspect: 'patch',
      output: 'test',
      declared: true,
      note: `${format.tool} pins ${told.size} packages`,
    };
}
