import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsCosts } from './aws.ts';
import { azureCosts, isAzureQuery } from './azure.ts';
import type { Found } from './charge.ts';
import { gcpCosts, isGcpBilling } from './gcp.ts';

/**
 * Answers to questions of cost (AWS Cost Explorer API: GetCostAndUsage; Azure Cost Management API: Query; Google
 * Cloud: standard and detailed usage cost in BigQuery). Streams: exports have millions of rows.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCostQuery(document: Document): AsyncGenerator<Reading> {
  const { name, costs } = productOf(document);
  yield { kind: 'envelope', tool: { name } };
  const accounts = accountsOnce(['cost']);
  let charges = 0;
  for await (const { reading, accountName } of costs) {
    if (reading.kind === 'cost') {
      charges += 1;
      yield* accounts(reading.account, accountName ? { name: accountName } : {});
    }
    yield reading;
  }
  if (charges > 0) yield { kind: 'practice', aspect: 'cost', output: 'test', note: `answer of ${name}` };
}

function productOf(document: Document): { name: string; costs: AsyncIterable<Found> } {
  if (isAzureQuery(document.head)) return { name: 'Azure Cost Management', costs: azureCosts(document) };
  if (isGcpBilling(document.head)) return { name: 'Google Cloud Billing', costs: gcpCosts(document) };
  return { name: 'AWS Cost Explorer', costs: awsCosts(document) };
}
