import type { About } from '../about.ts';

export const about: About = {
  reads:
    'results of XCCDF 1.1 and 1.2 and of OVAL 5, asset reports (ARF) and checklists of DISA STIG Viewer (`.ckl`, `.cklb`), of any size',
  exports: [
    {
      tools: ['openscap'],
      how: 'Evaluate a machine; `--results-arf` instead of `--results` gives an asset report, which is read too.',
      code: `oscap xccdf eval --profile PROFILE --results results.xml \\
  /usr/share/xml/scap/ssg/content/ssg-PRODUCT-ds.xml
assay import results.xml --system SYSTEM`,
    },
    {
      tools: ['openscap'],
      how: 'Evaluate a container image.',
      code: `oscap-podman IMAGE_ID xccdf eval --profile PROFILE --results-arf arf.xml \\
  /usr/share/xml/scap/ssg/content/ssg-PRODUCT-ds.xml`,
    },
    {
      tools: ['openscap'],
      how: 'Look for missing updates with the feed of the distribution.',
      code: `oscap oval eval --results oval-results.xml FEED.oval.xml
assay import oval-results.xml --system SYSTEM`,
    },
    {
      tools: [],
      how: 'Other scanners that SCAP validates (SCAP Compliance Checker, CIS-CAT, Ubuntu `usg`, Wazuh through OpenSCAP) write the same; from STIG Viewer, save the checklist.',
    },
  ],
  proves: [
    'The rules of a benchmark were tested on the target (aspect `configuration`, output `test`) when the test ended, with one result for each rule.',
    'Rules that name CVEs are evidence of `patch`: one result for each CVE, so that other scanners mean the same finding.',
    'Definitions of OVAL about patches and vulnerabilities are evidence of `patch` as well, those about compliance of `configuration`.',
    'An override by an assessor counts as the result element says; fixed counts as passed.',
    'CCI numbers, and references to NIST SP 800-53 and 800-171, PCI DSS, CIS, ISO 27001 and HIPAA, are kept as controls.',
    'A file with several tests (an asset report) has a target and a time for each.',
  ],
  limits: [
    'Rules that were not selected, checked or applicable are skipped; `unknown` is an error.',
    'A benchmark alone is refused, since nothing was tested; a test in which no rule came to a result is an event.',
    'A checklist may be filled in by hand: it counts as semi-automated at most, and does not say when (`--happened`).',
    'Findings, comments and messages are not read.',
    'Targets called `localhost`, and addresses beside a name, are no keys, for every network has them.',
  ],
};
