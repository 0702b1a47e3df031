import { asObject, asString, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN } from '../adapter.ts';
import { has, objectsOf } from '../shared/products.ts';
import { about } from './about.ts';
import { answerIn, kindOf } from './answer.ts';
import { readVault } from './read.ts';

export const adapter: Adapter = {
  id: 'vault',
  about,
  title: 'HashiCorp Vault and OpenBao: audit log, mounts, clients, entities',
  aspects: ['secrets', 'access', 'telemetry'],
  detect(head) {
    const lines = Array.isArray(head.json) ? objectsOf(head.json) : [asObject(head.json)];
    if (lines.slice(0, 20).some((line) => line && isAudit(line))) return CERTAIN;
    const answer = answerIn(head.json);
    return answer && kindOf(answer) ? CERTAIN : 0;
  },
  read: readVault,
};

/** One line of the audit log: a request or a response, with who asked. */
function isAudit(line: Members): boolean {
  const request = asObject(line.request);
  return (
    /^(request|response)$/.test(asString(line.type) ?? '') &&
    request !== undefined &&
    (has(request, 'operation') || has(request, 'mount_type')) &&
    has(request, 'path') &&
    (has(line, 'time') || has(line, 'auth'))
  );
}
