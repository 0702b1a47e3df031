import type { About } from '../about.ts';
import { EXPORTS } from './exports.ts';

export const about: About = {
  reads: 'JUnit XML',
  exports: [
    {
      tools: [],
      how: 'Written by nearly every test runner: Maven Surefire, Gradle, pytest, Jest, Vitest, go-junit-report, RSpec.',
      code: `pytest --junitxml=tests.xml
vitest run --reporter=junit --outputFile=tests.xml
mvn test          # target/surefire-reports/*.xml
assay import tests.xml --system SYSTEM`,
    },
    ...EXPORTS,
  ],
  proves: [
    'That the tests ran then (aspect `cicd`, output `test`): one practice a report that holds at least one test case, and one result a case: passed, failed, broken (`error`) or skipped.',
    'A time without a zone is taken as UTC.',
  ],
  limits: [
    'That anything was built or delivered; who started the run; that the tests are worth having.',
    'A report in which no case ran is an event, not a practice.',
    'Where no suite gives a time, say it with `--happened`.',
  ],
};
