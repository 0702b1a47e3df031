import type { About } from '../about.ts';

const CODE = `vault audit enable file file_path=/var/log/vault/audit.log
assay import /var/log/vault/audit.log --system SYSTEM`;
const LISTS = `vault auth list -format=json > vault-auth.json
vault secrets list -format=json > vault-secrets.json
vault read -format=json sys/internal/counters/activity > vault-activity.json
vault list -format=json -detailed identity/entity/id > vault-entities.json`;

export const about: About = {
  reads: 'HashiCorp Vault and OpenBao: audit log (NDJSON), lists of mounts, counts of clients, entities',
  exports: [
    {
      tools: ['vault', 'hashicorp-vault'],
      how: 'Write the audit log to a file, and hand in what has been rotated.',
      code: CODE,
    },
    {
      tools: ['vault', 'hashicorp-vault'],
      how: 'Lists of what is mounted, how many use it, and who; OpenBao’s `bao` takes the same commands.',
      code: LISTS,
    },
  ],
  proves: [
    'That applications and people got secrets from Vault, on each day of the audit log or in each month of the counts.',
    'That the audit log arrives, once for each day of it, and each request as an event of access.',
    'Which engines and ways in are mounted (declared), with the results `vault-auth-not-local` and `vault-kv-versioned`.',
    'Entities as identities: known centrally where a directory (LDAP, OIDC, SAML, Okta, GitHub) lets them in.',
  ],
  limits: [
    'That secrets are rotated, or kept nowhere else.',
    'Of paths only the mount is kept; values, parameters, answers, tokens and addresses are never read, hashed or not.',
    'A month of the counts is dated at its first instant, which is the earliest that it can be.',
    'Lists of mounts and entities name no time, so say it with `--happened`.',
  ],
};
