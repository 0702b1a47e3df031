import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { address } from './request.ts';

/** Reads everything that is shown anew when the server says that something changed. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource(address('/events'));
    let known: string | undefined;
    stream.addEventListener('revision', ({ data }) => {
      const revision = String(data);
      if (known !== undefined && known !== revision) void client.invalidateQueries();
      known = revision;
    });
    return () => stream.close();
  }, [client]);
}
