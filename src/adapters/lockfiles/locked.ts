import type { Document, Head } from '../../formats/document.ts';
import type { Problem } from '../../records/record.ts';

/** A package that a lock file pins. */
export interface Locked {
  kind: 'locked';
  name: string;
  version: string;
  licence?: string | undefined;
}

/** One kind of lock file. */
export interface LockFormat {
  /** What writes it. */
  readonly tool: string;
  /** The type of its package URLs (purl-spec). */
  readonly type: string;
  knows(head: Head): boolean;
  /** @throws Refusal `malformed`, `truncated`, `too-large` */
  read(document: Document): AsyncGenerator<Locked | Problem>;
}

export function locked(name: string, version: string, licence?: string): Locked {
  return { kind: 'locked', name, version, ...(licence && { licence }) };
}
