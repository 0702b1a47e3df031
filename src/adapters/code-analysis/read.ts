import type { Document } from '../../formats/document.ts';
import type { Reading } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { listed } from '../shared/listing.ts';
import { productOf } from '../shared/products.ts';
import { runFacts } from '../shared/run-facts.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { secretFinding } from '../shared/secret-finding.ts';
import { severityOf } from '../shared/severity.ts';
import { ANALYSERS, type Analyser, type Weakness } from './analysers.ts';

/**
 * What static analysis found in code, as the tools write it in JSON (their documentation of output formats).
 * Lines of code are never read, for they may hold a secret.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function* readCodeAnalysis(document: Document): AsyncGenerator<Reading> {
  const known = productOf(document.head, ANALYSERS);
  if (!known) return;
  const { product, pattern } = known;
  const { version, at } = await runFacts(document, product);
  yield {
    kind: 'envelope',
    tool: { name: product.name, ...(version && { version }) },
    ...(at !== undefined && { at }),
    ...(!product.paged && { complete: true }),
  };
  let count = 0;
  for await (const { pointer, item } of listed(document, [pattern])) {
    const found = item && product.weaknesses(item);
    if (!found) {
      yield { kind: 'problem', where: pointer, why: `Expected ${product.expects}.` };
      continue;
    }
    for (const weakness of found) {
      const result = resultOf(weakness, product);
      if (result.status === 'fail') count += 1;
      yield result;
    }
  }
  yield scanPractice(product.aspect, count, 'weaknesses in code');
}

function resultOf(weakness: Weakness, { aspect, ofInfrastructure }: Analyser) {
  const { rule, title, file, severity, usual, status = 'fail', message, fingerprint } = weakness;
  if (weakness.secret) {
    return secretFinding({
      rule,
      title,
      file,
      status,
      severity: severityOf(severity) ?? usual,
      toolSeverity: severity,
    });
  }
  const result = checkResult({
    id: rule,
    title,
    status,
    severity,
    usual,
    location: file,
    message,
    aspect,
    declared: ofInfrastructure,
  });
  return { ...result, ...(fingerprint && { fingerprint }) };
}
