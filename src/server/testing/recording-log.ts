import type { Logging } from '../watching/log.ts';

/** A log that keeps what is said, as JSON lines, and shows none of it. */
export function recordingLog(level: Logging['level'] = 'warn'): { logging: Logging; lines: string[] } {
  const lines: string[] = [];
  return { logging: { level, stream: { write: (line) => void lines.push(line) } }, lines };
}
