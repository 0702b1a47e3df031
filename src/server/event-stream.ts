import type { FastifyReply } from 'fastify';

/** How often a silent stream says that it lives, and whether its listener may still listen is asked again. */
const BEAT = 20_000;

/** Server-sent events (HTML Living Standard, 9.2) to one listener. */
export interface EventStream {
  send(event: string, data: string): void;
  end(): void;
}

/**
 * Begins a stream instead of an answer.
 * @param still asked at each beat: a session that ended, or a member who was removed, hears nothing more
 * @param closed called once, when either side ended it
 */
export function eventStream(
  reply: FastifyReply,
  { still, closed }: { still: () => Promise<boolean>; closed: () => void },
): EventStream {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 3000\n');
  const beat = setInterval(() => {
    raw.write(': still here\n\n');
    still()
      .then((may) => may || raw.end())
      .catch(() => raw.end());
  }, BEAT);
  raw.on('close', () => {
    clearInterval(beat);
    closed();
  });
  return {
    send: (event, data) => raw.write(`event: ${event}\ndata: ${data}\n\n`),
    end: () => raw.end(),
  };
}
