import type { About } from '../about.ts';

export const about: About = {
  reads:
    'jobs of AWX and Automation Controller, output of `ansible-playbook` as JSON, converge messages of Chef, reports of PuppetDB',
  exports: [
    {
      tools: ['ansible-awx', 'ansible-tower', 'jenkins-ansible-plugin'],
      how: 'Ask the controller for finished jobs, and for what each did on each host.',
      code: `curl -H "Authorization: Bearer $TOKEN" "https://CONTROLLER/api/v2/jobs/?page_size=200&order_by=-finished" > jobs.json
curl -H "Authorization: Bearer $TOKEN" "https://CONTROLLER/api/v2/jobs/JOB/job_host_summaries/?page_size=200" > hosts.json
assay import jobs.json hosts.json --system SYSTEM`,
    },
    {
      tools: ['jenkins-ansible-plugin'],
      how: 'Without a controller: let the playbook print JSON (callback `ansible.posix.json`).',
      code: `ANSIBLE_STDOUT_CALLBACK=ansible.posix.json ansible-playbook -i INVENTORY site.yml > run.json
assay import run.json --system SYSTEM`,
    },
    {
      tools: ['puppet-enterprise'],
      how: 'Ask PuppetDB for the latest report of each node.',
      code: `curl --cert CERT.pem --key KEY.pem --cacert CA.pem -G "https://PUPPETDB:8081/pdb/query/v4/reports" --data-urlencode 'query=["=","latest_report?",true]' > reports.json
assay import reports.json --system SYSTEM`,
    },
    {
      tools: ['chef-automate'],
      how: 'Send converge messages to a file as well: the data collector’s own format.',
      code: `data_collector.output_locations = { files: ["/var/log/chef/converge.ndjson"] }
# then:
# assay import /var/log/chef/converge.ndjson --system SYSTEM`,
      language: 'text',
    },
  ],
  proves: [
    'That hosts were configured from code when the run ended: a practice of configuration that reaches the host.',
    'A run that failed is an event.',
  ],
  limits: [
    'That what was configured is right: hand in results of InSpec or another benchmark.',
    'A list of jobs names no hosts: hand in the host summaries too.',
    'Output of Ansible does not tell a rehearsal (`--check`) from a run: hand in real runs only.',
  ],
};
