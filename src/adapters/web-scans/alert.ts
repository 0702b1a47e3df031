import type { Instant } from '../../records/instant.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef, Result } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { checkResult } from '../shared/check-result.ts';

/** The host of an address, without its port; undefined where it is none. */
export function hostOf(address: string | undefined): ResourceRef | undefined {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^/:?#\s]+)/i.exec(address ?? '')?.[1];
  return host ? { type: 'host', keys: [hostKey(host)], name: host.toLowerCase() } : undefined;
}

/** A host that was scanned, whatever was found there. */
export function scanned(host: ResourceRef): Reading {
  return { kind: 'resource', ...host, reaches: ['configuration'] };
}

/** The path of an address: queries and fragments may hold tokens. */
export function pathOf(address: string | undefined): string | undefined {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address ?? '')?.[1];
  return path === '' ? '/' : path?.slice(0, 500);
}

/** What says of a report of ZAP who made it, and when; older ones write the time without a zone. */
export function zapEnvelope(version: string | undefined, at: Instant | undefined): Reading {
  return {
    kind: 'envelope',
    tool: { name: 'ZAP', ...(version && { version }) },
    ...(at !== undefined && { at }),
    complete: true,
  };
}

/** ZAP's numbers (`riskcode`). */
const RISKS: readonly Severity[] = ['info', 'low', 'medium', 'high'];

/** One alert of ZAP on one page. @param confidence 0 is a false positive */
export function zapAlert(
  alert: {
    id: string;
    title: string | undefined;
    risk: string | undefined;
    confidence: string | undefined;
  },
  page: { address: string | undefined; parameter: string | undefined },
  site: ResourceRef | undefined,
): Result {
  const path = pathOf(page.address);
  const location = [path, page.parameter?.slice(0, 100)].filter((part) => part).join(' ');
  return checkResult({
    id: alert.id,
    title: alert.title,
    status: alert.confidence === '0' ? 'skipped' : 'fail',
    usual: RISKS[Number(alert.risk)],
    resource: hostOf(page.address) ?? site,
    location,
  });
}
