/** What is read of a bill, as JSON Pointers. */
export const PATTERNS = {
  timestamp: '/metadata/timestamp',
  tools: '/metadata/tools',
  subject: '/metadata/component',
  component: '/components/*',
  vulnerability: '/vulnerabilities/*',
} as const;
export type Pattern = (typeof PATTERNS)[keyof typeof PATTERNS];

/** A value of a bill, as JSON has it. */
export interface Item {
  readonly pattern: Pattern;
  /** JSON Pointer, or the line in XML. */
  readonly where: string;
  readonly value: unknown;
}
