/**
 * Lets one writer of each organization through at a time. PostgreSQL's own lock does so over all servers; this
 * keeps the writers of one server from holding all of its connections while they wait for it.
 */
export function turns(): <T>(organization: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (organization, work) => {
    const before = last.get(organization) ?? Promise.resolve();
    const mine = before.then(work);
    const settled = mine.catch(() => undefined);
    last.set(organization, settled);
    try {
      return await mine;
    } finally {
      if (last.get(organization) === settled) last.delete(organization);
    }
  };
}
