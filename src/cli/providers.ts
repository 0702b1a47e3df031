import type { Provider } from '../server/access/oidc.ts';
import { type Settings, secretFile } from './settings.ts';

/**
 * Providers of identities as the server takes them, with their secrets.
 * @throws Refusal `usage` where a secret's file cannot be read
 */
export function signInProviders(settings: Pick<Settings, 'sign-in'>): Promise<Provider[]> {
  return Promise.all(
    settings['sign-in'].map(async ({ id, name, issuer, scopes, groups, ...rest }) => {
      const file = rest['client-secret-file'];
      const clientSecret =
        file === undefined ? undefined : await secretFile(file, 'sign-in/client-secret-file');
      return { id, name, issuer, scopes, groups, clientId: rest['client-id'], clientSecret };
    }),
  );
}
