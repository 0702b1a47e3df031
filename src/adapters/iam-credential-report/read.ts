import { type CsvRow, streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { readJson } from '../../formats/json.ts';
import { memoryDocument } from '../../formats/open.ts';
import { asObject, asString } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { accountOfArn } from '../shared/arn.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { identity } from './identity.ts';

/**
 * The credential report, as CSV or as the answer of GetCredentialReport with the CSV in it, plain or base64
 * (IAM User Guide: "Understanding the report format").
 * @throws Refusal `malformed`, `truncated`, `too-large`; `invalid` where there is no report in the answer;
 *   `empty` where the report has no row, not even the root user's
 */
export async function* readCredentialReport(document: Document): AsyncGenerator<Reading> {
  const { csv, at } = await reportIn(document);
  let account: ResourceRef | undefined;
  let rows = 0;
  for await (const row of streamCsv(csv, { delimiter: ',' })) {
    rows += 1;
    if (rows === 1) {
      const key = accountOfArn(row.row.arn);
      if (key) account = { type: 'account', keys: [key] };
      yield {
        kind: 'envelope',
        tool: { name: 'AWS IAM' },
        complete: true,
        ...(at !== undefined && { at }),
        ...(account && { target: account }),
      };
      yield {
        kind: 'practice',
        aspect: 'access',
        output: 'test',
        ...(account && { subject: account }),
        note: 'IAM credential report',
      };
    }
    yield read(row);
  }
  if (rows > 0) return;
  throw new Refusal(
    'empty',
    'The credential report has no rows; every account has at least its root user.',
    { file: document.path },
    'Run `aws iam generate-credential-report`, wait until its state is COMPLETE, then export again.',
  );
}

function read(row: CsvRow): Reading {
  if (row.problem) return { kind: 'problem', where: `line ${row.line}`, why: row.problem };
  return (
    identity(row.row) ?? { kind: 'problem', where: `line ${row.line}`, why: 'Expected `user` and `arn`.' }
  );
}

async function reportIn(document: Document): Promise<{ csv: Document; at: Instant | undefined }> {
  if (document.head.shape !== 'json') return { csv: document, at: undefined };
  const root = asObject(await readJson(document));
  const answer = root && 'status_code' in root ? asObject(root.data) : root;
  const content = asString(answer?.Content) ?? '';
  const text = content.startsWith('user,') ? content : Buffer.from(content, 'base64').toString('utf8');
  if (!text.startsWith('user,')) {
    throw new Refusal(
      'invalid',
      'The answer holds no credential report: `Content` is neither its CSV nor its CSV in base64.',
      { file: document.path, field: '/Content' },
      'Export it with `aws iam get-credential-report --output json`.',
    );
  }
  const csv = await memoryDocument(document.path, text, { limits: document.limits });
  return { csv, at: awsInstant(answer?.GeneratedTime) };
}
