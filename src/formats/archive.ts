import { Refusal } from '../records/refusal.ts';
import { isArchive } from './archive-kinds.ts';

/** A file in an archive. */
export interface Member {
  /** As the archive names it, with `/`, relative and without `..`; a label. */
  path: string;
  /** Its bytes, decompressed; every call starts anew. @throws Refusal while iterating */
  chunks: () => AsyncIterable<Uint8Array>;
}

export interface ArchiveLimits {
  members: number;
  /** Decompressed bytes of one member, as counted, not as declared. */
  memberBytes: number;
  /** Decompressed bytes of all members that are read. */
  totalBytes: number;
  /** Decompressed bytes for each compressed one. */
  ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  members: 1_000,
  memberBytes: 512 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  ratio: 100,
};

export interface ArchiveOptions {
  limits?: Partial<ArchiveLimits>;
  /** Archives around this one; inside one already, no member may be an archive again. */
  depth?: number;
}

/** Ratios mean nothing for small files. */
const RATIO_FROM = 1024 * 1024;

/** Watches over the members of one archive: each name and each byte passes here. */
export interface Guard {
  /** Takes a member's name; gives it back as a path. @throws Refusal where it is unsafe or there already */
  name(raw: string): string;
  /** Says how many bytes of a member were decompressed, from how many. @throws Refusal over a limit */
  count(path: string, bytes: number, from: number): void;
  /** Looks at a member's first bytes. @throws Refusal where archives are nested too deep */
  begin(path: string, first: Uint8Array): void;
  refuse(code: 'malformed' | 'too-large' | 'truncated', why: string, path?: string): Refusal;
}

export function guardArchive(file: string, options: ArchiveOptions): Guard {
  const limits = { ...ARCHIVE_LIMITS, ...options.limits };
  const names = new Set<string>();
  const counted = new Map<string, number>();
  let total = 0;

  function refuse(code: 'malformed' | 'too-large' | 'truncated', why: string, path?: string): Refusal {
    const place = path === undefined ? { file } : { file, field: path };
    return new Refusal(code, why, place, 'Hand in the reports as files of their own.');
  }

  function name(raw: string): string {
    const path = raw.replaceAll('\\', '/');
    const unsafe =
      path === '' ||
      path.includes('\0') ||
      path.startsWith('/') ||
      /^[A-Za-z]:/.test(path) ||
      path.split('/').some((step) => step === '..');
    if (unsafe) throw refuse('malformed', 'A name in the archive points outside of it.', path);
    // Where case does not count, two such names would be one file: one could hide the other.
    const key = path.normalize('NFC').toLowerCase();
    if (names.has(key)) throw refuse('malformed', 'A name occurs twice in the archive.', path);
    names.add(key);
    if (names.size > limits.members) {
      throw refuse('too-large', `The archive has more than ${limits.members} members.`);
    }
    return path;
  }

  function count(path: string, bytes: number, from: number): void {
    if (bytes > limits.memberBytes) {
      throw refuse('too-large', `A member has more than ${limits.memberBytes} bytes.`, path);
    }
    if (bytes > RATIO_FROM && bytes > from * limits.ratio) {
      throw refuse('too-large', `A member grows to more than ${limits.ratio} times its size.`, path);
    }
    const before = counted.get(path) ?? 0; // a member may be read twice, and counts once
    if (bytes <= before) return;
    counted.set(path, bytes);
    total += bytes - before;
    if (total > limits.totalBytes) {
      throw refuse('too-large', `The members have more than ${limits.totalBytes} bytes together.`, path);
    }
  }

  function begin(path: string, first: Uint8Array): void {
    if ((options.depth ?? 0) > 0 && isArchive(first)) {
      throw refuse('too-large', 'There is an archive inside an archive inside an archive.', path);
    }
  }

  return { name, count, begin, refuse };
}
