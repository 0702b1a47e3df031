import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cloudEvent, EVENT_TYPES, type EventData, type EventType, eventBody } from './event.ts';

const HAPPENING = {
  id: 'evt_1',
  source: 'https://assay.example.org/organizations/default',
  at: Date.UTC(2026, 10, 23, 12),
};
const SYSTEM = { id: 'pay ments', name: 'Payments' };
const FINDING = {
  id: 'f1',
  system: SYSTEM,
  aspect: 'patch',
  rule: { id: 'CVE-2026-1', title: null },
  severity: 'high',
  resource: 'image:app',
  location: null,
} as const;
const DATA: { [T in EventType]: EventData[T] } = {
  'dev.assay.evidence.received': {
    document: { sha256: 'ab', name: 'report.json', bytes: 12 },
    adapter: 'sarif',
    tool: 'semgrep',
    happened: '2026-11-23T11:00:00.000Z',
    origin: { kind: 'ci', name: 'main' },
    systems: [SYSTEM],
    aspects: ['cicd'],
    practices: 1,
    findings: 2,
    closed: 0,
    problems: 0,
  },
  'dev.assay.level.changed': { system: SYSTEM, aspect: 'backup', from: 3, to: 2, reason: 'Too long ago.' },
  'dev.assay.level.will-lapse': {
    system: SYSTEM,
    aspect: 'backup',
    level: 3,
    to: 2,
    lapses: '2026-12-01T00:00:00.000Z',
    next: 'Back up.',
  },
  'dev.assay.finding.opened': { finding: FINDING },
  'dev.assay.finding.closed': { finding: FINDING, opened: '2026-11-01T00:00:00.000Z', why: 'resolved' },
  'dev.assay.log.forked': { witness: SYSTEM, origin: 'assay-1/default', why: 'It saw more.' },
  'dev.assay.log.checkpoint': {
    origin: 'assay-1/default',
    key: 'assay-1/default+1a2b3c4d+AAAA',
    size: 2,
    root: 'AAAA',
    checkpoint: 'assay-1/default\n2\nAAAA\n\n— assay-1/default AAAA\n',
    consistency: { from: 1, proof: ['AAAA'] },
  },
  'dev.assay.test': { message: 'Hello' },
};

test.each(EVENT_TYPES)('%s is a CloudEvent 1.0 that comes back as it was', (type) => {
  const event = JSON.parse(eventBody(cloudEvent(type, HAPPENING, DATA[type])));
  expect(event).toMatchObject({
    specversion: '1.0',
    id: 'evt_1',
    source: HAPPENING.source,
    type,
    time: '2026-11-23T12:00:00.000Z',
    datacontenttype: 'application/json',
  });
  expect(event.data).toEqual(DATA[type]);
  // Names of context attributes: lower-case letters and digits only (CloudEvents 1.0, section 3.1).
  for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
  for (const value of Object.values(event)) expect(value).not.toBe('');
});

test('every type that has data is among the types people can choose from, but for what witnesses are sent', () => {
  expect([...EVENT_TYPES, 'dev.assay.log.checkpoint'].sort()).toEqual(Object.keys(DATA).sort());
});

test.each([
  ['dev.assay.level.changed', 'systems/pay%20ments/aspects/backup'],
  ['dev.assay.finding.closed', 'systems/pay%20ments/aspects/patch'],
  ['dev.assay.evidence.received', undefined],
  ['dev.assay.test', undefined],
] as const)('the subject of %s is %s', (type, subject) => {
  const event = JSON.parse(eventBody(cloudEvent(type, HAPPENING, DATA[type])));
  expect(event.subject).toBe(subject);
});

test('texts from reports are cut at 1,000 characters, never inside one, and nothing else is changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_500 }), (message) => {
      const body = eventBody(cloudEvent('dev.assay.test', HAPPENING, { message }));
      const back: string = JSON.parse(body).data.message;
      if (message.length <= 1_000) expect(back).toBe(message);
      else {
        expect(back.length).toBeLessThanOrEqual(1_000);
        expect(back.endsWith('…')).toBe(true);
        expect(message.startsWith(back.slice(0, -1))).toBe(true);
        expect(Buffer.from(back).toString()).toBe(back);
      }
    }),
  );
  const astral = eventBody(cloudEvent('dev.assay.test', HAPPENING, { message: '😀'.repeat(600) }));
  expect(JSON.parse(astral).data.message).toBe(`${'😀'.repeat(499)}…`);
});

test('nothing in a text is taken for a placeholder', () => {
  const message = '{{system}} #{id} <%= x %> {% include "/etc/passwd" %} \u2028</script>';
  expect(JSON.parse(eventBody(cloudEvent('dev.assay.test', HAPPENING, { message }))).data.message).toBe(
    message,
  );
});

test('an event without an id or a source is a defect', () => {
  expect(() => cloudEvent('dev.assay.test', { ...HAPPENING, id: '' }, { message: '' })).toThrow(TypeError);
  expect(() => cloudEvent('dev.assay.test', { ...HAPPENING, source: '' }, { message: '' })).toThrow(
    TypeError,
  );
});
