import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runEnvelope } from './envelope.ts';
import { withoutSecrets } from './words.ts';

const HIDDEN = '[hidden]';

test.each([
  [
    ['npm', 'audit', 'fix', '--force'],
    ['npm', 'audit', 'fix', '--force'],
  ],
  [
    ['deploy', '--token', 'abc', 'prod'],
    ['deploy', '--token', HIDDEN, 'prod'],
  ],
  [
    ['deploy', '--token', '--verbose', 'prod'],
    ['deploy', '--token', '--verbose', 'prod'],
  ],
  [
    ['psql', '--password=abc', 'DB_PASSWORD=abc'],
    ['psql', `--password=${HIDDEN}`, `DB_PASSWORD=${HIDDEN}`],
  ],
  [
    ['git', 'clone', 'https://bob:abc@example.com/x'],
    ['git', 'clone', `https://${HIDDEN}@example.com/x`],
  ],
  [
    ['curl', '-H', 'Authorization: Bearer abc'],
    ['curl', '-H', `Authorization: ${HIDDEN}`],
  ],
  [
    ['echo', `ghp_${'a'.repeat(36)}`],
    ['echo', HIDDEN],
  ],
  [
    ['tokenise', '--tokenizer', 'fast', 'secretary.txt'],
    ['tokenise', '--tokenizer', 'fast', 'secretary.txt'],
  ],
])('%j is kept as %j', (words, kept) => {
  expect(withoutSecrets(words)).toEqual(kept);
});

test('words stay words, one for one, and hiding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      const once = withoutSecrets(words);
      expect(once).toHaveLength(words.length);
      expect(withoutSecrets(once)).toEqual(once);
    }),
  );
});

test('an envelope holds no secret of its command', () => {
  const envelope = runEnvelope({
    command: ['sh', '--api-key', 'CANARY'],
    started: '2026-11-02T03:00:00Z',
    ended: '2026-11-02T03:00:01Z',
    exitCode: 0,
    aspect: 'patch',
    outputs: ['test'],
    files: [],
  });
  expect(envelope.assay).toBe('run/v1');
  expect(JSON.stringify(envelope)).not.toContain('CANARY');
});
