import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asNumber, asObject, asString, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import type { Reading } from '../../records/record.ts';
import { awsInstant } from '../shared/aws-answer.ts';
import { checkResult } from '../shared/check-result.ts';
import { later } from '../shared/later.ts';
import { alertRule } from '../shared/telemetry.ts';

/** `describe-budgets` and `describe-budget`, as printed and as recorded. */
const PATTERNS = ['/Budgets/*', '/data/Budgets/*', '/Budget', '/data/Budget'];

/**
 * Budgets and how they stand (AWS Cost Management API Reference, DescribeBudgets). A budget that is there is a rule
 * that waits to tell someone; that it does is not shown. It was compared with what was spent when it was last
 * updated, by AWS itself.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readAwsBudgets(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Budgets' } };
  let latest: Instant | undefined;
  let count = 0;
  for await (const { pointer, value } of streamJson(document, PATTERNS)) {
    const item = asObject(value);
    const name = asString(item?.BudgetName);
    if (!item || !name) {
      yield { kind: 'problem', where: pointer, why: 'Expected a budget with a BudgetName.' };
      continue;
    }
    count += 1;
    const at = awsInstant(item.LastUpdatedTime);
    latest = later(latest, at);
    yield alertRule({ id: `aws-budget:${name}`, title: `Budget ${name}`, enabled: true });
    const limit = asNumber(member(item.BudgetLimit, 'Amount'));
    const spent = asNumber(member(item.CalculatedSpend, 'ActualSpend', 'Amount'));
    if (limit === undefined || spent === undefined) continue;
    const unit = asString(member(item.BudgetLimit, 'Unit')) ?? '';
    yield {
      ...checkResult({
        id: `aws-budget:${name}`,
        title: `Budget ${name} holds`,
        status: spent > limit ? 'fail' : 'pass',
        aspect: 'cost',
        message: `${spent} of ${limit} ${unit} spent`,
      }),
      ...(at !== undefined && { at }),
    };
  }
  if (count === 0) return;
  const when = latest === undefined ? {} : { at: latest };
  yield {
    kind: 'practice',
    aspect: 'cost',
    output: 'test',
    declared: true,
    ...when,
    note: `${count} budgets are set`,
  };
}
