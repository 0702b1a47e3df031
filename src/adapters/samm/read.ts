import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { readTree } from '../shared/tree.ts';
import { answersIn } from './answers.ts';
import { STREAMS } from './map.ts';

/**
 * Scores of an assessment (OWASP SAMM 2), given by hand: each activity or stream that is done at all is one
 * manual practice of its aspect.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSamm(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'SAMM' } };
  const { root, where } = await readTree(document);
  for (const { code, stream, score, at, path } of answersIn(root)) {
    if (score < 0 || score > 3) {
      yield { kind: 'problem', where: where(path), why: `Expected a score from 0 to 3 for ${code}.` };
      continue;
    }
    const aspect = STREAMS.get(stream);
    if (!aspect || score === 0) continue;
    yield {
      kind: 'practice',
      aspect,
      output: 'test',
      automation: 'manual',
      ...(at !== undefined && { at }),
      reference: `samm:${code}`,
      note: `SAMM ${code} assessed with ${score}`,
    };
  }
}
