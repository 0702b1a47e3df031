import type { About } from '../about.ts';

export const about: About = {
  reads:
    'package-lock.json, yarn.lock, pnpm-lock.yaml, poetry.lock, Pipfile.lock, uv.lock, pinned requirements.txt, Gemfile.lock, Cargo.lock, go.sum, go.mod, composer.lock, gradle.lockfile',
  exports: [
    {
      tools: ['grunt'],
      how: 'Every package manager writes its lock file into the repository, where `assay scan` finds it.',
      code: `npm install --package-lock-only
assay import package-lock.json --system SYSTEM --target repo:HOST/OWNER/NAME --happened "$(git log -1 --format=%cI package-lock.json)"`,
    },
    {
      tools: ['gradle'],
      how: 'Gradle locks where it is told to; the lock file stands beside the build.',
      code: `./gradlew dependencies --write-locks
assay import gradle.lockfile --system SYSTEM --target repo:HOST/OWNER/NAME --happened "$(git log -1 --format=%cI gradle.lockfile)"`,
    },
  ],
  proves: [
    'Which packages a repository pins, each as a component with its package URL.',
    'That versions are pinned: a declared practice of patching, which earns level 2 at most.',
  ],
  limits: [
    'That packages were looked through for vulnerabilities, or updated: the report of a scanner shows the one, the history of the repository the other.',
    'Packages from a folder, an address or a branch are left out: they have no version that others know.',
    'What go.sum lists may not be built: it also holds versions that were only compared.',
    'When: give `--happened`; `assay scan` takes the last commit of the file.',
    'Addresses from which packages are fetched are never read, for they may hold tokens.',
  ],
};
