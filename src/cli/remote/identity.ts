import { z } from 'zod';
import { Refusal } from '../../records/refusal.ts';
import type { Context } from '../context.ts';
import { settingValue } from '../settings.ts';

const Given = z.object({ value: z.string() });
/** What a header can hold: a token with a line break in it would be another header. */
const TOKEN = /^[\w.~+/=-]+$/;

/** What proves to a server who asks. */
export interface Identity {
  /** Undefined: nobody said who asks. */
  token: string | undefined;
  /** A new token in place of one that has expired, where there is a way to one. */
  renew?: () => Promise<string>;
}

/**
 * A token of Assay; else the identity of this run in GitHub Actions; else one that the pipeline made (GitLab
 * `id_tokens`, CircleCI, others).
 * @param audience whom a pipeline's identity is made out to
 * @throws Refusal `unauthenticated`, `usage`, `unreachable`
 */
export async function identityOf(audience: string, { env }: Pick<Context, 'env'>): Promise<Identity> {
  const own = await settingValue('ASSAY_TOKEN', env);
  if (own !== undefined && own !== '') return { token: sane(own, 'ASSAY_TOKEN') };
  const [url, secret] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  if (url && secret) {
    const renew = () => gitHub(url, secret, audience);
    return { token: await renew(), renew };
  }
  const made = env.ASSAY_ID_TOKEN;
  return { token: made ? sane(made, 'ASSAY_ID_TOKEN') : undefined };
}

/** What to do where nobody said who asks. */
export function withoutIdentity({ env }: Pick<Context, 'env'>): string {
  if (env.GITHUB_ACTIONS) return 'Give the job "permissions: id-token: write", or set ASSAY_TOKEN.';
  if (env.GITLAB_CI) return 'Give the job "id_tokens: ASSAY_ID_TOKEN", or set ASSAY_TOKEN.';
  return 'Set ASSAY_TOKEN, or ASSAY_TOKEN_FILE; an administrator makes one: assay tokens add';
}

async function gitHub(url: string, secret: string, audience: string): Promise<string> {
  const { client } = await import('../../outbound/client.ts');
  const from = new URL(url);
  from.searchParams.set('audience', audience);
  const answer = await client(from.origin).ask({
    method: 'GET',
    path: `${from.pathname}${from.search}`,
    headers: { authorization: `Bearer ${sane(secret, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN')}` },
  });
  const made = Given.safeParse(answer.status === 200 ? parsed(answer.body) : undefined);
  if (made.success) return sane(made.data.value, 'GitHub’s answer');
  throw new Refusal(
    'unauthenticated',
    `GitHub gave no identity for this run: status ${answer.status}.`,
    {},
    'Give the job "permissions: id-token: write".',
  );
}

function sane(token: string, field: string): string {
  if (TOKEN.test(token)) return token;
  throw new Refusal('usage', 'What is in it is no token.', { field }, 'Look for spaces and line breaks.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
