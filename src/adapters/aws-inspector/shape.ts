import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { awsAnswer } from '../shared/aws-answer.ts';

/** Where the rows of a document are. */
export interface Shape {
  readonly sort: 'findings' | 'coverage';
  /** JSON Pointers of the rows, with `*`. */
  readonly patterns: readonly string[];
  /** A row was seen, or the name of the list is Inspector's alone. */
  readonly sure: boolean;
}

/**
 * Answers of `list-findings` and `list-coverage`, findings reports in JSON, events of EventBridge, and findings
 * one a line or in a bare array. Undefined where a document is none of these.
 */
export function shapeOf(head: Head): Shape | undefined {
  if (Array.isArray(head.json)) {
    const first = asObject(asArray(head.json)[0]);
    return first && isRow(first) ? { sort: 'findings', patterns: ['/*'], sure: true } : undefined;
  }
  const root = asObject(head.json);
  if (root && isRow(root)) return { sort: 'findings', patterns: [''], sure: true };
  const answer = awsAnswer(head);
  if (Array.isArray(answer?.coveredResources))
    return { sort: 'coverage', patterns: ['/coveredResources/*', '/data/coveredResources/*'], sure: true };
  if (!Array.isArray(answer?.findings)) return undefined;
  const patterns = ['/findings/*', '/data/findings/*'];
  const first = asObject(asArray(answer.findings)[0]);
  if (!first) return { sort: 'findings', patterns, sure: false };
  return isFinding(first) ? { sort: 'findings', patterns, sure: true } : undefined;
}

/** A finding, or an event with one as its detail. */
function isRow(item: Members): boolean {
  return (
    isFinding(item) || (item.source === 'aws.inspector2' && item['detail-type'] === 'Inspector2 Finding')
  );
}

function isFinding(item: Members): boolean {
  return /^arn:[^:]*:inspector2:/.test(asString(item.findingArn) ?? '');
}
