import type { Document } from '../../formats/document.ts';
import { streamJson } from '../../formats/json-stream.ts';
import { asArray, asInstant, asNumber, asString, member } from '../../formats/schema.ts';
import type { Instant } from '../../records/instant.ts';
import { accountKey } from '../../records/key.ts';
import type { ResourceRef } from '../../records/record.ts';
import { oneLine } from '../shared/one-line.ts';

/** What one run of Scout Suite was. */
export interface Run {
  version: string | undefined;
  at: Instant | undefined;
  /** `aws`, `azure`, `gcp`, `aliyun`, `oci`. */
  provider: string;
  /** The account that was looked at. */
  target: ResourceRef | undefined;
  /** No service and no region was left out. */
  whole: boolean;
  /** Paths of things that rules flagged, with `id` for each id, e.g. `s3.buckets.id`. */
  templates: ReadonlySet<string>;
}

/** Rules of Scout Suite come to about a hundred paths. */
const MAX_TEMPLATES = 500;

/**
 * What the results say of their run; it stands before, between and behind the services.
 * @throws Refusal `malformed`, `truncated`, `too-large`
 */
export async function runOf(results: Document): Promise<Run> {
  const facts = new Map<string, unknown>();
  const templates = new Set<string>();
  const findings = '/services/*/findings/*';
  const patterns = [
    '/account_id',
    '/provider_code',
    '/last_run/time',
    '/last_run/version',
    '/last_run/run_parameters',
    findings,
  ];
  for await (const { pattern, value } of streamJson(results, patterns)) {
    if (pattern !== findings) facts.set(pattern, value);
    else if ((asNumber(member(value, 'flagged_items')) ?? 0) > 0) {
      const template = asString(member(value, 'display_path')) ?? asString(member(value, 'path'));
      if (template && templates.size < MAX_TEMPLATES) templates.add(template);
    }
  }
  const provider = asString(facts.get('/provider_code'))?.toLowerCase() ?? 'aws';
  const account = asString(facts.get('/account_id'));
  const version = asString(facts.get('/last_run/version'));
  const chosen = facts.get('/last_run/run_parameters');
  return {
    version: version && oneLine(version, 40),
    at: asInstant(facts.get('/last_run/time')),
    provider,
    target: account ? { type: 'account', keys: [accountKey(provider, account)] } : undefined,
    whole:
      chosen !== undefined &&
      ['services', 'skipped_services', 'regions', 'excluded_regions'].every(
        (name) => asArray(member(chosen, name)).length === 0 && !asString(member(chosen, name)),
      ),
    templates,
  };
}
