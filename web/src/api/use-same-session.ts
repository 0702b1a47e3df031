import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { safeNext, sessionQuery } from './session.ts';

const CHANNEL = 'assay session';

/**
 * Pages of one browser share a session: once it is another person's in one of them, or nobody's, the others begin
 * anew, so that none shows or does anything for who was there before. A sign-in page goes where it was asked to.
 */
export function useSameSession(): void {
  const session = useQuery(sessionQuery).data;
  const person = session === undefined ? undefined : (session.person?.id ?? null);
  useEffect(() => {
    if (person === undefined) return;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === person) return;
      const { pathname, search } = window.location;
      if (pathname !== '/sign-in') window.location.reload();
      else if (data !== null)
        window.location.assign(safeNext(new URLSearchParams(search).get('next') ?? undefined));
    };
    channel.postMessage(person);
    return () => channel.close();
  }, [person]);
}
