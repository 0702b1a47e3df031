import type { Stage } from './stage.ts';

export const ORIGIN = 'http://127.0.0.1:4747';

interface Page {
  status: number;
  location: string;
  body: unknown;
}

/** A browser at the stage's server: it keeps cookies and follows no redirect by itself. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string): Promise<Page>;
  /** As a page of the server does. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Page>;
}

export function browser(on: Stage): Browser {
  const cookies = new Map<string, string>();
  async function ask(options: Parameters<Stage['ask']>[0]): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const given = { ...options.headers, ...(cookie && { cookie }) };
    const { status, headers, body } = await on.ask({ ...options, headers: given });
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(String(line)) ?? [];
      if (name === undefined) continue;
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { status, location: String(headers['location'] ?? ''), body };
  }

  return {
    cookies,
    get: (path) => ask({ url: path }),
    send: (method, path, body) =>
      ask({
        method,
        url: path,
        ...(body !== undefined && {
          payload: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      }),
  };
}
