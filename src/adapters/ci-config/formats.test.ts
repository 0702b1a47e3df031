import { expect, test } from 'vitest';
import { memoryDocument } from '../../formats/open.ts';
import { adapter } from './index.ts';

/** YAML that looks like a pipeline from afar. */
const OTHERS: Readonly<Record<string, string>> = {
  'docker compose': 'version: "2"\nservices:\n  web:\n    image: nginx\nvolumes:\n  data: {}\n',
  'kubernetes job': 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: x\nspec:\n  template: {}\n',
  'google cloud build': 'steps:\n  - name: gcr.io/cloud-builders/docker\n    script: docker build .\n',
  'helm values': 'image: nginx\nbackup:\n  script: run.sh\ningress:\n  enabled: true\n',
  'composite action': 'name: x\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n',
  'site settings': 'language: en\ntitle: Site\n',
  'ansible play': '- hosts: all\n  tasks:\n    - name: x\n      script: y.sh\n',
  'open api': 'openapi: 3.1.0\ninfo:\n  title: x\npaths:\n  /jobs:\n    get: {}\n',
  prose: 'The pipeline { agent }\nruns in stages.\n',
  'gradle build': "plugins {\n  id 'java'\n}\ndependencies {\n  implementation 'a:b:1'\n}\n",
};

test.each(Object.entries(OTHERS))('%s is no CI configuration', async (_, text) => {
  const { head } = await memoryDocument('some.txt', text);
  expect(adapter.detect(head)).toBe(0);
});

const WITHOUT_PATH: readonly (readonly [tool: string, text: string])[] = [
  ['GitHub Actions', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n'],
  ['GitLab CI/CD', 'stages: [test]\ntest:\n  stage: test\n  script: make\n'],
  ['CircleCI', 'version: 2.1\njobs:\n  a:\n    steps:\n      - run: make\n'],
  ['Travis CI', 'language: c\nscript: make\n'],
  ['Azure Pipelines', 'trigger: none\nsteps:\n  - script: make\n'],
  [
    'Jenkins pipeline',
    "pipeline {\n  agent any\n  stages {\n    stage('a') {\n      steps { sh 'make' }\n    }\n  }\n}\n",
  ],
];

test.each(WITHOUT_PATH)(
  '%s is known by its content, and its one shell step is counted',
  async (tool, text) => {
    const document = await memoryDocument('some.txt', text);
    expect(adapter.detect(document.head)).toBeGreaterThan(0);
    const readings = [];
    for await (const reading of adapter.read(document)) readings.push(reading);
    expect(readings[0]).toEqual({ kind: 'envelope', tool: { name: tool } });
    expect(readings.filter((reading) => reading.kind === 'result')).toMatchObject([
      {
        rule: { id: 'cicd.avoid-shell' },
        status: 'fail',
        message: '1 of 1 steps call a shell',
        declared: true,
      },
    ]);
    expect(readings.every((reading) => reading.kind !== 'practice' || reading.declared)).toBe(true);
  },
);
