import type { ResourceRef, Result, ResultStatus } from '../../records/record.ts';
import { checkResult, checkStatus } from '../shared/check-result.ts';
import { controlId, isNistControl } from '../shared/control-id.ts';
import { vulnerability } from '../shared/vulnerability.ts';

/** What a benchmark says of a rule. */
export interface Rule {
  title: string | undefined;
  severity: string | undefined;
  controls: string[];
}

/** What testing a rule came to. */
export interface Tested {
  readonly id: string;
  /** XCCDF's own word, e.g. `notapplicable`. */
  readonly word: string;
  readonly severity: string | undefined;
  /** Identifiers beside the rule: CVE, CCE, CCI. */
  readonly idents: readonly string[];
  readonly rule: Rule | undefined;
  readonly resource?: ResourceRef | undefined;
}

/** XCCDF 1.2 writes `xccdf_ORGANISATION_rule_NAME` (section 6.2.3); checklists know the rule by its name. */
export function ruleName(id: string): string {
  return /^xccdf_[^_]+_rule_(.+)$/s.exec(id)?.[1] ?? id;
}

/** Rules that are about missing updates as a whole. */
const UPDATES = /security_patches_up_to_date|rhsa|ubuntu_usn|\bpatch(es|ing)?\b/i;

/** One result; for a rule that names weaknesses, one for each. */
export function ruleResults(tested: Tested): Result[] {
  const status: ResultStatus = checkStatus(tested.word) ?? 'error';
  const severity = wordOf(tested.severity) ?? wordOf(tested.rule?.severity);
  const found = tested.idents
    .filter((ident) => /^CVE-\d{4}-\d{4,}$/i.test(ident))
    .flatMap(
      (id) =>
        vulnerability({
          ids: [id],
          title: tested.rule?.title,
          severity,
          resource: tested.resource,
          status,
        }) ?? [],
    );
  if (found.length > 0) return found;
  const controls = new Set(tested.rule?.controls ?? []);
  for (const ident of tested.idents) if (/^CCI-\d+$/i.test(ident)) controls.add(controlId('cci', ident));
  return [
    checkResult({
      id: ruleName(tested.id),
      title: tested.rule?.title,
      status,
      severity,
      resource: tested.resource,
      aspect: UPDATES.test(tested.id) ? 'patch' : 'configuration',
      controls: [...controls],
    }),
  ];
}

/** `unknown` is what XCCDF has where nobody said. */
function wordOf(severity: string | undefined): string | undefined {
  return severity && severity.toLowerCase() !== 'unknown' ? severity : undefined;
}

/** A reference of a rule to a control, by its address and text; undefined for other references. */
export function referencedControl(href: string, text: string): string | undefined {
  if (text.length > 60 || text === '') return undefined;
  if (/800-53/.test(href)) return isNistControl(text) ? controlId('nist-800-53', text) : undefined;
  if (/800-171/.test(href)) return controlId('nist-800-171', text);
  if (/pcisecuritystandards/i.test(href)) return controlId('pci-dss', text);
  if (/cisecurity\.org/i.test(href)) return controlId('cis', text);
  if (/27001/.test(href)) return controlId('iso-27001', text);
  return /hipaa|hhs\.gov/i.test(href) ? controlId('hipaa', text) : undefined;
}
