/** Names that tools give to frameworks, and ours; the first that matches decides. */
const FRAMEWORKS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^nist[ ._-]*(sp[ ._-]*)?800[ ._-]*53\b/i, 'nist-800-53'],
  [/^nist[ ._-]*(sp[ ._-]*)?800[ ._-]*171\b/i, 'nist-800-171'],
  [/^nist[ ._-]*csf\b/i, 'nist-csf'],
  [/^pci[ ._-]*dss\b/i, 'pci-dss'],
  [/^iso[ ._-]*(iec[ ._-]*)?27001/i, 'iso-27001'],
  [/^cis[ ._-]*aws\b/i, 'cis-aws'],
  [/^cis[ ._-]*(critical security )?controls?\b/i, 'cis-controls'],
  [/^cis\b/i, 'cis'],
  [/^soc[ ._-]*2\b/i, 'soc-2'],
  [/^hipaa\b/i, 'hipaa'],
  [/^gdpr\b/i, 'gdpr'],
  [/^cci\b/i, 'cci'],
];

/**
 * A control's id as `framework:id`, e.g. `nist-800-53:AC-2` from `NIST.800-53.r5 AC-2`. A framework that is not
 * known keeps its name.
 */
export function controlId(framework: string, id: string): string {
  const known = FRAMEWORKS.find(([pattern]) => pattern.test(framework.trim()))?.[1];
  const name = known ?? framework.trim().toLowerCase().replace(/\s+/g, '-').slice(0, 60);
  return `${name}:${id.trim().slice(0, 60)}`;
}

/** Whether a text looks like a control of NIST SP 800-53, e.g. `AC-2 (1)`; revisions such as `Rev_4` do not. */
export function isNistControl(text: string): boolean {
  return /^[A-Z]{2}-\d{1,3}\b/.test(text.trim());
}
