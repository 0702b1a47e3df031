import type { About } from '../about.ts';

export const about: About = {
  reads: '`status.dat` of Nagios Core, and `statusjson.cgi` with details',
  exports: [
    {
      tools: ['nagios'],
      how: 'Hand in the status file, or ask the CGI.',
      code: `assay import /usr/local/nagios/var/status.dat --system SYSTEM
# or:
curl -u "$USER:$PASSWORD" "https://NAGIOS/nagios/cgi-bin/statusjson.cgi?query=hostlist&details=true" > hosts.json
curl -u "$USER:$PASSWORD" "https://NAGIOS/nagios/cgi-bin/statusjson.cgi?query=servicelist&details=true" > services.json
assay import hosts.json services.json --system SYSTEM`,
    },
  ],
  proves: [
    'That hosts were checked, and when: telemetry reaches them.',
    'Each check as an alert rule; what is not well, and whether someone was notified, as alerts.',
  ],
  limits: ['That anyone acted on a notification.', 'Plugin output is not kept.'],
};
