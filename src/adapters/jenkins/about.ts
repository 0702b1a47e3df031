import type { About } from '../about.ts';

export const about: About = {
  reads:
    'Jenkins JSON API: a job, a build or a whole instance with its builds, runs of pipelines with their stages (`wfapi/runs`), and the list of credentials',
  exports: [
    {
      tools: ['jenkins'],
      how: 'Ask one job, or the whole instance; folders are followed as deep as the tree is asked for.',
      code: `TREE='builds[number,result,timestamp,url,actions[causes[_class],remoteUrls]]'
curl -sg --netrc "https://JENKINS/job/JOB/api/json?tree=name,url,$TREE" > jenkins-job.json
curl -sg --netrc "https://JENKINS/api/json?tree=jobs[name,url,$TREE,jobs[name,url,$TREE]]" > jenkins-jobs.json`,
    },
    {
      tools: ['jenkins'],
      how: 'With the Stage View plugin, the runs of one pipeline.',
      code: 'curl -s --netrc https://JENKINS/job/JOB/wfapi/runs > jenkins-runs.json',
    },
    {
      tools: ['jenkins-credentials'],
      how: 'Ask the store for its list, which has no secrets in it.',
      code: `curl -sg --netrc 'https://JENKINS/credentials/store/system/domain/_/api/json?depth=1' > jenkins-credentials.json`,
    },
  ],
  proves: [
    'Each build that succeeded is a run of the pipeline of its repository, at that time; one that failed or is unstable is an event.',
    'A build whose causes are a timer, a change or another job is fully automated; one that a user started is semi-automated.',
    'Which credentials the store keeps, by id and type; that is declared, for the list does not say that they are used.',
  ],
  limits: [
    'A job whose builds come without results and times (no `tree`, no `depth`) is only known to be configured.',
    'The repository is known only where the git plugin notes it (`remoteUrls`).',
    'Builds that were aborted, or still run, show nothing.',
    'Parameters of builds, and display names and descriptions of credentials, are never read.',
  ],
};
