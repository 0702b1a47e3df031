import type { About } from '../about.ts';

export const about: About = {
  reads: 'TruffleHog 3 and 2, and truffleHog3 (JSON, NDJSON)',
  exports: [
    {
      tools: [],
      how: 'Run it with its log in the same file, so that a scan that found nothing leaves something behind.',
      code: `trufflehog git file://. --json > trufflehog.ndjson 2>&1
assay import trufflehog.ndjson --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Or let Assay note the time itself.',
      code: `assay run --aspect secrets --system SYSTEM --file trufflehog.ndjson -- sh -c 'trufflehog filesystem . --json > trufflehog.ndjson'`,
    },
  ],
  proves: [
    'That something was scanned for secrets (aspect `secrets`, output `test`), and each secret as a finding by detector, file and commit, with the repository where the report names it.',
    'A secret that TruffleHog verified works, so it is critical.',
  ],
  limits: [
    'A report without its log names no time, and one without findings is empty: an empty file proves nothing.',
    'What was found is never read, so it is never kept.',
  ],
};
