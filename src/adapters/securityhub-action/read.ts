import type { Document } from '../../formats/document.ts';
import { asArray, asInstant, asObject, asString, type Members } from '../../formats/schema.ts';
import { accountKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { accountsOnce } from '../shared/accounts.ts';
import { awsResource, parseArn } from '../shared/arn.ts';
import { elements } from '../shared/elements.ts';
import { oneLine } from '../shared/one-line.ts';
import { severityOf, severityOfScore } from '../shared/severity.ts';
import { alarm } from '../shared/telemetry.ts';

/**
 * Events of custom actions (AWS Security Hub User Guide, "EventBridge event formats").
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readSecurityHubAction(document: Document): AsyncGenerator<Reading> {
  yield { kind: 'envelope', tool: { name: 'AWS Security Hub' } };
  const accounts = accountsOnce();
  for await (const { pointer, item } of elements(document, [])) {
    const detail = asObject(item?.detail);
    const at = asInstant(item?.time);
    const name = asString(detail?.actionName);
    if (!item || !detail || !name || at === undefined) {
      yield { kind: 'problem', where: pointer, why: 'Expected an event with its time and its action.' };
      continue;
    }
    const account = asString(item.account);
    if (account) yield* accounts(accountKey('aws', account), { at });
    yield* action(detail, name, at, asString(item.id));
  }
}

function* action(
  detail: Members,
  name: string,
  at: number,
  reference: string | undefined,
): Generator<Reading> {
  const findings = asArray(detail.findings).map(asObject);
  for (const finding of findings) if (finding) yield* alert(finding, at);
  const title = oneLine(name, 200);
  // It answers no kind of finding yet: only what the action ran shows that one was put right.
  yield { kind: 'plan', type: 'remediation', id: `securityhub-action:${title}`, title };
  const count = findings.length;
  const what = count === 0 ? 'an insight' : count === 1 ? '1 finding' : `${count} findings`;
  yield {
    kind: 'practice',
    aspect: 'remediation',
    output: 'test',
    at,
    automation: 'semi',
    declared: true,
    ...(reference && { reference }),
    note: `Sent ${what} to the action ${oneLine(name, 60)}`,
  };
}

function* alert(finding: Members, at: number): Generator<Reading> {
  const severity = asObject(finding.Severity);
  const normalized = typeof severity?.Normalized === 'number' ? severity.Normalized / 10 : undefined;
  yield* alarm({
    title: asString(finding.Title) ?? 'Finding without a title',
    at,
    aspect: 'remediation',
    severity:
      severityOf(asString(severity?.Label)) ??
      (normalized === undefined ? undefined : severityOfScore(normalized)),
    about: resourceOf(finding),
    reference: asString(finding.Id)?.split('/').at(-1),
  });
}

function resourceOf(finding: Members): ResourceRef | undefined {
  const id = asString(asObject(asArray(finding.Resources)[0])?.Id);
  return id && parseArn(id) ? awsResource(id) : undefined;
}
