import type { About } from '../about.ts';

export const about: About = {
  reads:
    'lock files: package-lock.json (1 to 3), yarn.lock (classic, berry), pnpm-lock.yaml, composer.lock, Pipfile.lock, poetry.lock, uv.lock, Cargo.lock, Gemfile.lock, go.sum',
  exports: [
    {
      tools: ['gradle', 'grunt'],
      how: 'It is in the checkout already.',
      code: 'assay import package-lock.json --system SYSTEM --target repository:github.com/OWNER/NAME --happened "$(git log -1 --format=%cI -- package-lock.json)"',
    },
  ],
  proves: ['Which packages, in which versions, the project would install: components by package URL.'],
  limits: [
    'That anybody looked for vulnerabilities, or updated anything: pinned versions are a declaration, level 2 at most. Scan the file with OSV-Scanner, Trivy or Grype for more.',
    'When and of which repository: give `--happened` and `--target`.',
  ],
};
