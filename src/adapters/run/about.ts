import type { About } from '../about.ts';

export const about: About = {
  reads: 'run envelopes of `assay run`',
  exports: [
    {
      tools: [],
      how: 'What was observed of one run of a command, written by Assay itself: put `assay run --aspect ASPECT --` before the command.',
      code: `assay run --aspect backup --system SYSTEM -- ./restore-test.sh
assay run --aspect secrets --save run.json --file leaks.json -- gitleaks detect -r leaks.json`,
    },
    {
      tools: ['fabric'],
      how: 'Fabric leaves no report: record the run of its tasks, each for the aspect that it serves.',
      code: `assay run --aspect patch --system SYSTEM -- fab -H HOST1,HOST2 upgrade
assay run --aspect cicd --system SYSTEM -- fab -H HOST1,HOST2 release`,
    },
    {
      tools: ['chef-habitat'],
      how: 'Habitat builds and promotes with its command; what a build made is named in `results/last_build.env`.',
      code: `assay run --aspect cicd --system SYSTEM --file results/last_build.env -- hab pkg build PLAN-FOLDER
assay run --aspect cicd --system SYSTEM -- hab pkg promote ORIGIN/NAME/VERSION/RELEASE stable`,
    },
    {
      tools: ['pacu'],
      how: 'Pacu attacks an account that you may attack: record the run of its modules; what a session holds stays with you.',
      code: `assay run --aspect configuration --system SYSTEM -- pacu --session SESSION --module-name iam__privesc_scan --exec
assay run --aspect configuration --system SYSTEM -- pacu --session SESSION --module-name s3__bucket_finder --exec`,
    },
    {
      tools: ['puppet-pipelines'],
      how: 'Puppet Pipelines is no longer sold: in what it still runs (and in Continuous Delivery for Puppet Enterprise, which follows it), let the job’s script record its step.',
      code: `assay run --aspect cicd --system SYSTEM --file reports/junit.xml -- bundle exec rake spec
assay run --aspect deploy --system SYSTEM -- puppet job run --query 'nodes { certname ~ "PATTERN" }'`,
    },
    {
      tools: ['jenkins-ansible-plugin'],
      how: 'Where the callback `junit` cannot be switched on, run the playbook from a shell step; in Jenkins the run says which job it was.',
      language: 'groovy',
      code: `sh 'assay run --aspect configuration --system SYSTEM -- ansible-playbook -i INVENTORY site.yml'`,
    },
    {
      tools: ['response-playbooks'],
      how: 'A drill of a playbook that is a script: its run is a practice of playbooks.',
      code: 'assay run --aspect playbooks --system SYSTEM -- ./playbooks/PLAYBOOK.sh --drill',
    },
    {
      tools: [],
      how: "For tools that leave no dated report of their own. The envelope (`RunFacts` in `envelope.ts`, JSON Schema in `run.schema.json`) holds the command, when it started and ended, its exit code or signal, host and user, what the pipeline's environment claims, the aspect, the outputs, and the digests of what it wrote. What looks like a secret in the command's words is hidden before anything is kept.",
    },
  ],
  proves: [
    'That this command ended with exit code 0 at that time, as strongly as whoever handed the file in is proved.',
    'Shows: one practice for each output named.',
    'A run that failed, or that a signal ended, is an event and no practice; so is nothing at all where no output is named.',
  ],
  limits: [
    'That the command does what its name says, that the aspect fits it, or that the claims about the pipeline are true.',
    'The files it produced are evidence only where they are imported themselves.',
  ],
};
