import type { Export } from '../about.ts';

/** How each tool writes JUnit XML. Wrap a command in `assay run` to record its exit code as well. */
export const EXPORTS: readonly Export[] = [
  {
    tools: ['gradle'],
    how: 'Gradle writes one file a test class, without a setting.',
    code: `./gradlew test
assay import build/test-results/test --system SYSTEM`,
  },
  {
    tools: ['grunt'],
    how: 'Grunt leaves it to the runner: for Mocha, name a reporter that writes JUnit XML; Karma has `karma-junit-reporter`.',
    code: `npm install --save-dev mocha-junit-reporter   # Gruntfile: mochaTest: { options: { reporter: 'mocha-junit-reporter' } }
MOCHA_FILE=tests.xml npx grunt test
assay import tests.xml --system SYSTEM`,
  },
  {
    tools: ['jenkins'],
    how: 'In Jenkins keep the reports as artifacts beside the `junit` step, and hand them in from the pipeline or fetch them.',
    code: `# Jenkinsfile: post { always { junit 'reports/*.xml'; archiveArtifacts 'reports/*.xml' } }
curl -s -u "$JENKINS_USER:$JENKINS_TOKEN" "https://JENKINS/job/JOB/lastCompletedBuild/artifact/reports/*zip*/reports.zip" -o reports.zip
assay import reports.zip --system SYSTEM`,
  },
  {
    tools: ['jenkins-ansible-plugin'],
    how: 'The Ansible plugin of Jenkins runs `ansible-playbook`, whose callback `junit` writes each task as a test case.',
    language: 'groovy',
    code: `withEnv(['ANSIBLE_CALLBACKS_ENABLED=ansible.builtin.junit', 'JUNIT_OUTPUT_DIR=reports']) {
  ansiblePlaybook playbook: 'site.yml', inventory: 'INVENTORY', credentialsId: 'CREDENTIALS'
}
sh 'assay import reports --system SYSTEM'`,
  },
  {
    tools: ['molecule'],
    how: 'Molecule with Testinfra passes options on to pytest; with its Ansible verifier, the callback `junit` writes the file.',
    code: `# molecule.yml: verifier: { name: testinfra, options: { junitxml: reports/molecule.xml } }
ANSIBLE_CALLBACKS_ENABLED=ansible.builtin.junit JUNIT_OUTPUT_DIR=reports molecule test
assay import reports --system SYSTEM`,
  },
  {
    tools: ['test-kitchen'],
    how: 'Test Kitchen leaves it to the verifier: `kitchen-inspec` takes a list of reporters.',
    code: `# kitchen.yml: verifier: { name: inspec, reporter: [cli, 'junit2:reports/%{platform}_%{suite}.xml'] }
kitchen verify
assay import reports --system SYSTEM`,
  },
  {
    tools: ['devsec-hardening-framework', 'inspec'],
    how: 'InSpec (and CINC Auditor) writes JUnit XML with its reporter `junit2`; its JSON, which `inspec-json` reads, says more.',
    code: `inspec exec https://github.com/dev-sec/linux-baseline -t ssh://USER@HOST --reporter cli junit2:linux-baseline.xml
assay import linux-baseline.xml --system SYSTEM`,
  },
  {
    tools: ['serverspec'],
    how: 'Serverspec runs in RSpec, for which a gem writes JUnit XML.',
    code: `gem install rspec_junit_formatter
TARGET_HOST=HOST bundle exec rspec spec --format RspecJunitFormatter --out serverspec.xml
assay import serverspec.xml --system SYSTEM --target host:HOST`,
  },
  {
    tools: ['goss'],
    how: 'Goss prints it; its time is not in the file, so say when.',
    code: `goss validate --format junit > goss.xml
assay import goss.xml --system SYSTEM --target host:HOST --happened "$(date -u +%FT%TZ)"`,
  },
  {
    tools: ['infrataster'],
    how: 'Infrataster runs in RSpec, for which a gem writes JUnit XML.',
    code: `gem install rspec_junit_formatter
bundle exec rspec spec --format RspecJunitFormatter --out infrataster.xml
assay import infrataster.xml --system SYSTEM`,
  },
  {
    tools: ['gauntlt'],
    how: 'Gauntlt runs in Cucumber; its format `junit` needs a folder, which `config/cucumber.yml` names.',
    code: `mkdir -p config reports && echo "default: --out $PWD/reports" > config/cucumber.yml
gauntlt --format junit
assay import reports --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
  },
  {
    tools: ['mittn'],
    how: 'Mittn runs in behave, which writes one file a feature.',
    code: `behave features --junit --junit-directory reports
assay import reports --system SYSTEM`,
  },
  {
    tools: ['bdd-security'],
    how: 'BDD-Security runs in Gradle and Cucumber: both of their reports are kept in `build`.',
    code: `./gradlew -Dcucumber.options="--tags @app_scan --plugin junit:build/reports/junit.xml" test
assay import build/reports/junit.xml --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
  },
  {
    tools: ['cloudsploit'],
    how: 'CloudSploit writes JUnit XML beside its other formats; its JSON and CSV name the resources too.',
    code: `./index.js --config config.js --junit=cloudsploit.xml
assay import cloudsploit.xml --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
  },
  {
    tools: ['terraform'],
    how: 'Terraform 1.11 and later writes the runs of `terraform test`.',
    code: `terraform test -junit-xml=terraform-tests.xml
assay import terraform-tests.xml --system SYSTEM --happened "$(date -u +%FT%TZ)"`,
  },
];
