import type { FastifyBaseLogger } from 'fastify';

/** A log that keeps what is said, as JSON lines, and shows none of it. */
export function recordingLog(): { log: FastifyBaseLogger; lines: string[] } {
  const lines: string[] = [];
  const say = (...said: unknown[]) => {
    lines.push(JSON.stringify(said));
  };
  const log: FastifyBaseLogger = {
    level: 'warn',
    fatal: say,
    error: say,
    warn: say,
    info: () => undefined,
    debug: () => undefined,
    trace: () => undefined,
    silent: () => undefined,
    child: () => log,
  };
  return { log, lines };
}
