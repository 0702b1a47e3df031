import type { Document } from '../../formats/document.ts';
import type { Reading, Result } from '../../records/record.ts';
import { checkResult } from '../shared/check-result.ts';
import { productOf } from '../shared/products.ts';
import { scanPractice } from '../shared/scan-practice.ts';
import { scanReport } from '../shared/scan-report.ts';
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
  const count = yield* scanReport(document, product, [pattern], (row) =>
    product.weaknesses(row)?.map((weakness) => resultOf(weakness, product)),
  );
  yield scanPractice(product.aspect, count, 'weaknesses in code');
}

function resultOf(weakness: Weakness, { aspect, ofInfrastructure }: Analyser): Result {
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
