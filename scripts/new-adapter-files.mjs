/**
 * The files of a new adapter, by their path in its folder. The example is a small one that is whole: NDJSON whose
 * first line says which tool looked at what and when, and whose other lines are results.
 */
export function filesOf(name) {
  const title = name
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join(' ');
  const reader = `read${title.replaceAll(' ', '')}`;
  const first = JSON.stringify({
    [name]: '1.2.0',
    finished: '2026-11-01T03:00:00Z',
    host: 'web-1.example.com',
  });
  return {
    'index.ts': `import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asText } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty } from '../adapter.ts';
import { about } from './about.ts';
import { ${reader} } from './read.ts';

/** Content decides, never a name: this member is in nothing else. */
function certainty(head: Head): Certainty {
  const first = head.shape === 'ndjson' ? asArray(head.json)[0] : head.json;
  return asText(asObject(first)?.['${name}']) === undefined ? 0 : CERTAIN;
}

export const adapter: Adapter = {
  id: '${name}',
  about,
  title: '${title} results',
  aspects: ['configuration'],
  detect: certainty,
  read: ${reader},
};
`,
    'about.ts': `import type { About } from '../about.ts';

export const about: About = {
  reads: 'results of ${title} (NDJSON)',
  exports: [
    {
      // Ids of solutions in model/aspects that this is for, e.g. ['${name}'].
      tools: [],
      how: '${title} writes the file when it is asked to.',
      code: \`${name} --format ndjson --output results.ndjson
assay import results.ndjson --system SYSTEM\`,
    },
  ],
  proves: ['That ${title} looked at the host at that time, and the result of each of its rules.'],
  limits: ['That the rules are worth having.'],
};
`,
    'read.ts': `import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asInstant, asObject, asString, asText, type Members } from '../../formats/schema.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';

/**
 * Each line below the first as a result of the host that the first line names. Source: name the section of the
 * tool's documentation here.
 * @throws Refusal \`invalid\` where the first line does not say what was looked at; \`malformed\`, \`truncated\`,
 *   \`too-large\`
 */
export async function* ${reader}(document: Document): AsyncGenerator<Reading> {
  let begun = false;
  // A report without a result is a single line, which is no sequence.
  const pattern = document.head.shape === 'ndjson' ? '/*' : '';
  for await (const { pointer, value } of streamJson(document, [pattern])) {
    const line = asObject(value);
    if (begun) yield resultOf(line, pointer);
    else yield envelopeOf(line, document.path);
    begun = true;
  }
  // One that found nothing is a practice too: the first line says what was looked at, and when.
  if (begun) yield { kind: 'practice', aspect: 'configuration', output: 'test', note: '${title} ran' };
}

function envelopeOf(line: Members | undefined, file: string): Reading {
  const version = asText(line?.['${name}']);
  const host = asString(line?.['host']);
  if (version === undefined || host === undefined) {
    const place = { file, field: '/host' };
    throw new Refusal('invalid', 'Expected the host that was looked at.', place, 'Export it again.');
  }
  const at = asInstant(line?.['finished']);
  return {
    kind: 'envelope',
    tool: { name: '${name}', version },
    // Left out where the document does not say it: the caller has to. Never the time of reading.
    ...(at !== undefined && { at }),
    target: { type: 'host', keys: [hostKey(host)], name: host },
    complete: true,
  };
}

function resultOf(line: Members | undefined, where: string): Reading {
  const id = asString(line?.['rule']);
  const status = checkStatus(asString(line?.['status']));
  if (id === undefined || status === undefined) {
    return { kind: 'problem', where, why: 'expected the rule and the status of a result, found none' };
  }
  return checkResult({
    id,
    status,
    title: asString(line?.['title']),
    severity: asString(line?.['severity']),
    message: asString(line?.['message']),
  });
}
`,
    'fixtures/ok.usual-report/input.ndjson': `${first}
{"rule":"root-login","title":"Nobody signs in as root","status":"passed","severity":"high"}
{"rule":"password-length","title":"Passwords are long","status":"failed","severity":"medium","message":"8 of 14 characters","seen":"CANARY: what stands where a secret could must never come out"}
`,
    'fixtures/zero.nothing-to-test/input.ndjson': `${first}\n`,
    'fixtures/edge.lines-that-cannot-be-used/input.ndjson': `${first}
{"rule":"no-status"}
7
{"rule":"kept","status":"skipped"}
`,
    'fixtures/bad.cut-off/input.ndjson': `${first}
{"rule":"root-login","title":"Nobody signs in
`,
    'fixtures/bad.no-host/input.ndjson': `${JSON.stringify({ [name]: '1.2.0' })}\n`,
  };
}
