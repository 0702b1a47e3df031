import type { Adapter } from '../adapter.ts';
import { productOf } from '../shared/products.ts';
import { about } from './about.ts';
import { ANALYSERS } from './analysers.ts';
import { readCodeAnalysis } from './read.ts';

export const adapter: Adapter = {
  id: 'code-analysis',
  about,
  title: 'Static analysis: Semgrep, Bandit, gosec, ESLint, SonarQube, tfsec, TFLint, Hadolint',
  aspects: ['cicd', 'configuration', 'secrets'],
  detect: (head) => productOf(head, ANALYSERS)?.certainty ?? 0,
  read: readCodeAnalysis,
};
