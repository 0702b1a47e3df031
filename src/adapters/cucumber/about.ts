import type { About } from '../about.ts';

export const about: About = {
  reads: 'Cucumber JSON (Cucumber-JVM, Ruby, JS, SpecFlow, Reqnroll), behave JSON, and Cucumber messages',
  exports: [
    {
      tools: ['gauntlt'],
      how: 'It runs its attack files with Cucumber; files that end in `.attack` count as security scenarios.',
      code: `gauntlt --format json --outfile gauntlt.json 'attacks/**/*.attack'
assay import gauntlt.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['bdd-security'],
      how: 'Its Gradle build writes Cucumber JSON; the tags of its own features are known.',
      code: `./gradlew -Dcucumber.options="--tags @app_scan --plugin json:build/reports/bdd-security.json" test
assay import build/reports/bdd-security.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: ['mittn'],
      how: 'It runs on behave; tag its features `@security`, or keep them in a folder called `mittn` or `security`.',
      code: `behave --format json --outfile mittn.json FEATURES_FOLDER
assay import mittn.json --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
    },
    {
      tools: [],
      how: 'Any Cucumber: messages say when each scenario ran, so prefer them.',
      code: `npx cucumber-js --format message:cucumber.ndjson
mvn test -Dcucumber.plugin=message:target/cucumber.ndjson`,
    },
  ],
  proves: [
    'The scenarios ran: one result each, and one practice (output `test`) a report in which at least one came to an end.',
    'Scenarios about security are evidence of `configuration`, since they test how a system is set up: those tagged `@security` or with a weakness or feature of bdd-security, and those in `.attack` files or folders called `security`, `gauntlt`, `mittn` or `bdd-security`.',
    'All other scenarios are tests of the pipeline: `cicd`.',
    'Messages and Cucumber-JVM say when each scenario began.',
  ],
  limits: [
    'Whether the scenarios are worth having, and which system they were run against.',
    'Steps and their errors are not read, for they may quote anything.',
    'A report in which no scenario ran is an event, not a practice; pending and undefined scenarios are skipped.',
    'Other reports do not say when: use `--happened`.',
  ],
};
