import { language } from '../words/language.ts';
import { ProblemError, readProblem } from './problem.ts';

const BASE = '/api/v1';

/** Where an API path is, with its query; parameters that are undefined are left out. */
export function address(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  const tail = search.toString();
  return `${BASE}${path}${tail ? `?${tail}` : ''}`;
}

/**
 * Asks the API and reads its JSON answer. `Answer` is the type that `src/server/api.ts` gives for the path.
 * @throws ProblemError for every answer that is not 2xx; TypeError where the server cannot be reached.
 */
export async function request<Answer>(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    ...init,
    headers: { accept: 'application/json', 'accept-language': language, ...init.headers },
  });
  const body = await response.text();
  if (!response.ok) throw new ProblemError(readProblem(response.status, body));
  // The server validates what it sends against the same types; an empty body (204) has none.
  return (body ? JSON.parse(body) : undefined) as Answer;
}
