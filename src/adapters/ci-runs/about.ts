import type { About } from '../about.ts';

export const about: About = {
  reads:
    'run lists of GitHub Actions, GitLab CI/CD, CircleCI (v2, v1.1), Travis CI (v3), Bamboo, Azure DevOps, Bitbucket Pipelines, Puppet Pipelines, AWS CodeBuild, CodePipeline and CodeDeploy',
  exports: [
    {
      tools: [],
      how: 'GitHub Actions: either form; pages may stand one after the other.',
      code: `gh api --paginate 'repos/OWNER/REPO/actions/runs?per_page=100' > github-runs.json
gh run list --limit 500 --json databaseId,workflowName,status,conclusion,createdAt,startedAt,event,url > github-runs.json`,
    },
    {
      tools: [],
      how: 'GitLab CI/CD, Azure DevOps and Bitbucket Pipelines.',
      code: `curl -sH "PRIVATE-TOKEN: $GITLAB_TOKEN" 'https://GITLAB/api/v4/projects/ID/pipelines?per_page=100' > gitlab-pipelines.json
az pipelines build list --organization https://dev.azure.com/ORG --project PROJECT --output json > azure-builds.json
curl -s --netrc 'https://api.bitbucket.org/2.0/repositories/OWNER/REPO/pipelines/?sort=-created_on&pagelen=100' > bitbucket-pipelines.json`,
    },
    {
      tools: ['circleci'],
      how: 'Ask for the workflows of each pipeline: pipelines do not say how they ended.',
      code: `curl -sH "Circle-Token: $CIRCLE_TOKEN" 'https://circleci.com/api/v2/project/gh/OWNER/REPO/pipeline' | jq -r '.items[].id' |
while read -r id; do curl -sH "Circle-Token: $CIRCLE_TOKEN" "https://circleci.com/api/v2/pipeline/$id/workflow"; done > circleci-workflows.ndjson`,
    },
    {
      tools: ['travis-ci'],
      how: 'Ask the API, version 3.',
      code: `curl -sH 'Travis-API-Version: 3' -H "Authorization: token $TRAVIS_TOKEN" 'https://api.travis-ci.com/repo/OWNER%2FREPO/builds?limit=100' > travis-builds.json`,
    },
    {
      tools: ['bamboo'],
      how: 'Ask for expanded results; others come without their times.',
      code: `curl -s --netrc -H 'Accept: application/json' 'https://BAMBOO/rest/api/latest/result.json?expand=results.result.vcsRevisions&max-results=100' > bamboo-results.json`,
    },
    {
      tools: ['puppet-pipelines'],
      how: 'List the builds of an application.',
      code: `curl -sG --data-urlencode "apiToken=$PIPELINES_TOKEN" https://api.distelli.com/USER/apps/APP/builds > puppet-builds.json`,
    },
    {
      tools: [],
      how: 'AWS: builds of CodeBuild, executions of CodePipeline, deployments of CodeDeploy.',
      code: `aws codebuild batch-get-builds --output json --ids $(aws codebuild list-builds-for-project --project-name PROJECT --query 'ids[:100]' --output text) > codebuild.json
aws codepipeline list-pipeline-executions --pipeline-name PIPELINE --output json > codepipeline.json
aws deploy batch-get-deployments --output json --deployment-ids $(aws deploy list-deployments --query 'deployments[:25]' --output text) > codedeploy.json`,
    },
  ],
  proves: [
    'Each run that succeeded is a run of the pipeline of its repository, at that time; one that failed is an event.',
    'A run that a push, a schedule or another run started is fully automated; one that someone started by hand is semi-automated, where the service says so.',
  ],
  limits: [
    'What the pipeline does: hand in what its steps report (JUnit, SARIF).',
    'Runs that were cancelled or skipped, or still run, show nothing; partial success counts as failure.',
    'A pipeline of CircleCI only says that it was created, and its insights only that some run succeeded until the end of the window.',
    'The repository is known only where the service names it (not by Bamboo without `vcsRevisions`).',
  ],
};
