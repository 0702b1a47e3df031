import type { About } from '../about.ts';

export const about: About = {
  reads:
    'lists of secrets (never their values) of AWS Secrets Manager, Azure Key Vault and Google Secret Manager',
  exports: [
    {
      tools: ['aws-secrets-manager'],
      how: 'Export, for each account and region.',
      code: 'aws secretsmanager list-secrets --output json > secrets.json',
    },
    {
      tools: [],
      how: 'Azure Key Vault and Google Secret Manager: the secrets, and the versions of each.',
      code: `az keyvault secret list --vault-name VAULT --output json > secrets.json
az keyvault secret list-versions --vault-name VAULT --name SECRET --output json > versions.json
gcloud secrets list --format=json > secrets.json
gcloud secrets versions list SECRET --format=json > versions.json`,
    },
  ],
  proves: [
    'Which secrets a store keeps, with the owner whom tags name.',
    'That AWS rotated a secret, at that time, fully automated where rotation is on; that a version was set, at that time (Azure, Google).',
    'The results `secret-rotation-enabled`, `secret-expires` (Azure), and `secret-rotated-within-365-days`, which compares when a secret was last used with when it was last changed.',
  ],
  limits: [
    'That secrets are kept nowhere else: scan the code (`gitleaks`, `trufflehog`).',
    'The age of a secret that nobody used: no clock is asked.',
    'Google only reminds of rotation; the versions show whether it happened.',
    'A list without any rotation or use names no time, so say it with `--happened`.',
  ],
};
