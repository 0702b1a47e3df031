import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { CERTAIN, type Certainty, LIKELY } from '../adapter.ts';

/** Where a product's answer has its runs, and what each of them has. */
export interface Product {
  readonly tool: string;
  readonly pattern: string;
  readonly certainty: Certainty;
}

interface Shape extends Product {
  /** Members of a run, with dots for paths. */
  readonly members: readonly string[];
}

const PATTERNS = ['', '/*', '/data', '/data/*', '/data/jobs/*', '/jobs/*', '/runs/*', '/executions/*'];

const each = (
  tool: string,
  members: readonly string[],
  certainty: Certainty,
  patterns: readonly string[],
): Shape[] => patterns.map((pattern) => ({ tool, pattern, members, certainty }));

const SHAPES: readonly Shape[] = [
  ...each('Rapid7 InsightConnect', ['jobId', 'status'], CERTAIN, ['/data/jobs/*']),
  // Other services have jobs too.
  ...each('Rapid7 InsightConnect', ['jobId', 'status', 'workflowId'], LIKELY, ['/jobs/*', '/data/job', '/*']),
  ...each('BetterCloud', ['execution_id', 'workflow_id', 'status'], CERTAIN, ['', '/*', '/data', '/data/*']),
  ...each('Splunk SOAR', ['playbook', 'container', 'status', 'start_time'], CERTAIN, ['/data/*', '/*', '']),
  ...each('Shuffle', ['execution_id', 'workflow.name', 'status', 'started_at'], CERTAIN, [
    '/*',
    '/executions/*',
    '',
  ]),
];

/** Members that name what ran, most telling first. */
export const NAMES = ['workflow', 'playbook', 'bot', 'remediation'] as const;
/** Members that name the kinds of finding that it answers. */
export const KINDS = ['finding', 'insight', 'rule', 'answers'] as const;

/** The product that wrote a document, or `SOAR` for one that has the general members. */
export function productOf(head: Head): Product | undefined {
  for (const shape of SHAPES) {
    const first = firstAt(head.json, shape.pattern);
    if (first && shape.members.every((path) => member(first, ...path.split('.')) !== undefined)) return shape;
  }
  for (const pattern of PATTERNS) {
    const first = firstAt(head.json, pattern);
    if (!first || !isGeneral(first)) continue;
    return { tool: asString(first.tool) ?? asString(first.product) ?? 'SOAR', pattern, certainty: LIKELY };
  }
  return undefined;
}

function isGeneral(run: Members): boolean {
  return (
    asString(run.status) !== undefined &&
    NAMES.some((name) => asString(run[name]) !== undefined) &&
    KINDS.some((name) => name in run) &&
    ['started', 'finished', 'time', 'started_at', 'finished_at', 'timestamp'].some((name) => name in run)
  );
}

function firstAt(root: unknown, pattern: string): Members | undefined {
  let at: unknown = root;
  for (const step of pattern.split('/').slice(1)) {
    if (step === '*' ? !Array.isArray(at) : Array.isArray(at)) return undefined;
    at = step === '*' ? asArray(at)[0] : member(at, step);
  }
  return asObject(at);
}
