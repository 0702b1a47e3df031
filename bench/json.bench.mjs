// Reading JSON: streamJson against JSON.parse of the whole, on the same bytes.

import { streamJson } from '../dist/formats/json-stream.js';
import { memoryDocument } from '../dist/formats/open.js';

const SIZE = 64 * 1024 * 1024;

export async function run() {
  const rows = [];
  for (const [title, text, patterns] of cases()) {
    const bytes = Buffer.from(text);
    const whole = await best(() => JSON.parse(bytes.toString('utf8')));
    const streamed = await best(async () => {
      const document = await memoryDocument('report.json', bytes);
      let count = 0;
      for await (const { value } of streamJson(document, patterns)) count += value === undefined ? 0 : 1;
      if (count === 0) throw new Error('nothing was read');
    });
    const speed = (seconds) => Math.round(bytes.length / 1e6 / seconds);
    rows.push(`| ${title} | ${speed(whole)} | ${speed(streamed)} | ${(whole / streamed).toFixed(2)} × |`);
  }
  return `## JSON

${SIZE / 1024 / 1024} MB each, in chunks of 64 KiB, decoded, checked (UTF-8, names that occur twice, depth, numbers) and parsed, in MB/s.

| document | JSON.parse of the whole | streamJson, element by element | ratio |
| --- | --- | --- | --- |
${rows.join('\n')}`;
}

function cases() {
  const finding = (index) => ({
    ruleId: `CKV_AWS_${index % 300}`,
    level: index % 3 ? 'error' : 'note',
    message: { text: 'Ensure that the bucket is encrypted with a key of the account. '.repeat(6) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `infra/modules/${index % 977}/main.tf` },
          region: { startLine: index % 400 },
        },
      },
    ],
    properties: {
      tags: ['encryption', 'storage', 'cis-3.1'],
      description: 'What it means, and what to do. '.repeat(8),
      line: 'a "quoted" \\ path',
    },
  });
  const event = (index) => ({
    id: index,
    host: `web-${index % 500}`,
    status: 'pass',
    at: '2026-01-02T03:04:05Z',
    score: index / 7,
    tags: ['a', 'b'],
  });
  const fill = (make, between) => {
    const parts = [];
    for (let length = 0, index = 0; length < SIZE; index += 1) {
      const part = JSON.stringify(make(index));
      parts.push(part);
      length += part.length + 1;
    }
    return parts.join(between);
  };
  const large = fill(finding, ',');
  return [
    [
      'findings of 1 kB',
      `{"version":"2.1.0","runs":[{"results":[${large}]}]}`,
      ['/version', '/runs/*/results/*'],
    ],
    ['the same, none of them asked for', `{"runs":[{"results":[${large}]}],"version":"2.1.0"}`, ['/version']],
    ['events of 140 bytes', `[${fill(event, ',')}]`, ['/*']],
  ];
}

/** Seconds of the fastest of three. */
async function best(work) {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const start = process.hrtime.bigint();
    await work();
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return fastest;
}
