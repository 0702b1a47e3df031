import type { Stage } from './stage.ts';

export const ORIGIN = 'http://127.0.0.1:4747';

/** A browser at the stage's server: it keeps cookies and follows no redirect by itself. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string): Promise<{ status: number; location: string; body: unknown }>;
}

export function browser(on: Stage): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async get(path) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { status, headers, body } = await on.ask({ url: path, headers: { ...(cookie && { cookie }) } });
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(String(line)) ?? [];
        if (name === undefined) continue;
        if (value) cookies.set(name, value);
        else cookies.delete(name);
      }
      return { status, location: String(headers['location'] ?? ''), body };
    },
  };
}
