import { createHash } from 'node:crypto';
import type { Finding } from './format.ts';

/** Names a finding for as long as it is open: by system and aspect only, whatever its level or words are today. */
export function fingerprint({ system, aspect }: Finding): string {
  return createHash('sha256').update(`${system.id}\n${aspect.id}`).digest('hex');
}
