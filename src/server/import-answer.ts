import type { ImportResult } from '../intake/result.ts';
import { Refusal } from '../records/refusal.ts';
import type { ArchiveAnswer, DocumentAnswer } from './api.ts';

/**
 * What came of what was handed in: of an archive, what became of each member, also where some or all of them
 * were refused.
 * @param path as it was handed in; the members of an archive are known by their paths in it
 * @throws Refusal where it was one document, and was refused
 */
export function importAnswer(path: string, results: readonly ImportResult[]): DocumentAnswer | ArchiveAnswer {
  const [first, ...more] = results;
  if (first && more.length === 0 && pathOf(first) === path) return kept(first);
  return { status: 'archive', path, members: [...results] };
}

function kept(result: ImportResult): DocumentAnswer {
  if (result.status !== 'refused') return result;
  throw new Refusal(result.code, result.why, result.place, result.next);
}

function pathOf(result: ImportResult): string {
  return result.status === 'refused' ? result.path : result.report.document.path;
}
