import type { About } from '../about.ts';

export const about: About = {
  reads:
    'files of a repository with values encrypted by Ansible Vault, Hiera eyaml, Chef, SOPS or Sealed Secrets',
  exports: [
    {
      tools: ['ansible-vault'],
      how: 'Nothing to export: hand in the files that hold encrypted variables, whole files or single values.',
      code: `git grep -lI 'ANSIBLE_VAULT;' | xargs assay import --system SYSTEM`,
    },
    {
      tools: ['puppet-hiera'],
      how: 'Nothing to export: hand in the data of Hiera that has values of eyaml.',
      code: `git grep -lIE 'ENC\\[(PKCS7|GPG),' -- data | xargs assay import --system SYSTEM`,
    },
    {
      tools: ['chef-data-bags'],
      how: 'Hand in encrypted items from the repository, or as the server has them.',
      code: `knife data bag show BAG ITEM -F json > ITEM.json
assay import data_bags/BAG/ITEM.json --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Files of SOPS (YAML, JSON, dotenv, INI) and Kubernetes `SealedSecret` resources are read too.',
      code: `git grep -lE 'ENC\\[AES256_GCM,|kind: SealedSecret' | xargs assay import --system SYSTEM`,
    },
  ],
  proves: [
    'That values in this file are encrypted, and by what; it is declared, so it earns level 2 at most.',
    'Files of SOPS say when they were last changed.',
  ],
  limits: [
    'That every secret in code is encrypted: scan for those that are not (`gitleaks`).',
    'That the keys are kept apart from the code, or were ever changed.',
    'A file is known by its path in the repository that `--target repository:ADDRESS` names, or else in the system; without either, the same path in two repositories is taken for one secret.',
    'Version 0 of Chef’s items has no mark; files of git-crypt are binary.',
    'What is encrypted is never kept, not even as it stands.',
  ],
};
