import type { About } from '../about.ts';

export const about: About = {
  reads:
    'object configuration of Nagios Core, Naemon and Icinga 1 (`define host { … }`), and of Icinga 2 (`object Host … { … }`)',
  exports: [
    {
      tools: ['nagios'],
      how: 'Hand in the files of objects.',
      code: 'assay import /usr/local/nagios/etc/objects/*.cfg --system SYSTEM --happened "$(date -u +%FT%TZ)"',
    },
    {
      tools: ['icinga'],
      how: 'Hand in the files of the configuration.',
      code: 'assay import /etc/icinga2/conf.d/*.conf --system SYSTEM --happened "$(date -u +%FT%TZ)"',
    },
  ],
  proves: [
    'Which hosts and services are to be checked, each check as an alert rule; that is declared.',
    'That someone is to be told: contacts of Nagios, notifications of Icinga 2; that is declared.',
  ],
  limits: [
    'That anything was checked: hand in the status, which is read as `nagios`, or the API of Icinga 2, read as `monitors`.',
    'Templates are passed over, and what they say is not carried over to what uses them.',
    'Commands, addresses and custom variables are not kept.',
  ],
};
