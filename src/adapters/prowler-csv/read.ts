import { streamCsv } from '../../formats/csv-stream.ts';
import type { Document } from '../../formats/document.ts';
import { asString } from '../../formats/schema.ts';
import { accountKey, cloudKey, type Key } from '../../records/key.ts';
import type { Reading, Resource, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { resourceTypeOf } from '../shared/resource-type.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { utcInstant } from '../shared/utc.ts';

/** A row, by column names in capitals. */
type Row = ReadonlyMap<string, string>;

/**
 * Findings of Prowler 2 to 5 (`-M csv`, Prowler documentation, "CSV"), also those that pass. What is muted was
 * excepted by people. Compliance reports (one file a framework) have the same columns, and are read alike.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readProwlerCsv(document: Document): AsyncGenerator<Reading> {
  const accounts = accountsOnce();
  let count = 0;
  let began = false;
  for await (const { row: cells, line } of streamCsv(document)) {
    const row: Row = new Map(Object.entries(cells).map(([name, value]) => [name.toUpperCase(), value]));
    const at = utcInstant(
      row.get('TIMESTAMP') ?? row.get('ASSESSMENT_START_TIME') ?? row.get('ASSESSMENTDATE'),
    );
    if (!began) {
      began = true;
      const version = asString(row.get('PROWLER_VERSION'));
      yield {
        kind: 'envelope',
        tool: { name: 'Prowler', ...(version && { version }) },
        ...(at !== undefined && { at }),
      };
    }
    const id = asString(row.get('CHECK_ID')) ?? asString(row.get('CHECKID')) ?? asString(row.get('TITLE_ID'));
    const status = checkStatus(row.get('STATUS') ?? row.get('RESULT'));
    if (!id || !status) {
      yield { kind: 'problem', where: `line ${line}`, why: 'Expected a check and its status.' };
      continue;
    }
    const account = accountOf(row);
    yield* accounts(account);
    const resource = resourceOf(row, account);
    count += 1;
    yield checkResult({
      id,
      title: row.get('CHECK_TITLE') ?? row.get('TITLE_TEXT'),
      status: row.get('MUTED')?.toLowerCase() === 'true' ? 'skipped' : status,
      severity: row.get('SEVERITY') ?? row.get('CHECK_SEVERITY'),
      resource,
      location: asString(row.get('REGION')),
      message: row.get('STATUS_EXTENDED') ?? row.get('STATUSEXTENDED') ?? row.get('CHECK_RESULT_EXTENDED'),
    });
  }
  if (!began) yield { kind: 'envelope', tool: { name: 'Prowler' } };
  if (count > 0) yield scanPractice('configuration', count, 'checks');
}

function accountOf(row: Row): Key | undefined {
  const id =
    asString(row.get('ACCOUNT_UID')) ?? asString(row.get('ACCOUNT_ID')) ?? asString(row.get('ACCOUNTID'));
  return id === undefined ? undefined : accountKey(row.get('PROVIDER')?.trim() || 'aws', id);
}

function resourceOf(row: Row, account: Key | undefined): ResourceRef | undefined {
  const uid =
    asString(row.get('RESOURCE_UID')) ??
    asString(row.get('RESOURCE_ARN')) ??
    asString(row.get('RESOURCE_ID'));
  if (uid === undefined) return account === undefined ? undefined : { type: 'account', keys: [account] };
  const name = asString(row.get('RESOURCE_NAME'));
  if (parseArn(uid)) return awsResource(uid);
  const provider = row.get('PROVIDER')?.toLowerCase();
  const cloud = provider === 'azure' || provider === 'gcp' ? provider : 'aws';
  const resource: Pick<Resource, 'type' | 'keys'> = {
    type: resourceTypeOf(row.get('RESOURCE_TYPE')),
    keys: [cloudKey(cloud, uid)],
  };
  return { ...resource, ...(name && { name }) };
}
