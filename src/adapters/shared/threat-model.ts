import { type Key, serviceKey } from '../../records/key.ts';

const PERSONAL =
  /\b(pii|phi|personal(ly)?|gdpr|hipaa|patients?|medical|health (data|records?)|passports?|date of birth|social security|ssn|credit[- ]cards?|card ?holders?|bank accounts?|(customer|user|client|employee|contact) (data|details|records?|profiles?|accounts?|addresses)|e-?mail addresses|(home|postal) addresses|salar(y|ies))\b/i;

/** Whether the words with which people describe data say that it is about persons. */
export function isPersonal(...words: readonly (string | undefined)[]): boolean {
  return words.some((text) => text !== undefined && PERSONAL.test(text.slice(0, 2_000)));
}

/** Names that every second drawing uses: two systems that have them need not have the same service. */
const COMMON =
  /^(the |my |our )?((web|app|application|api|backend|back-end|frontend|front-end|internal|external|public|main|core|rest|http|mail|file|auth|authentication)[- ]?)*(service|server|app|application|api|gateway|backend|back-end|frontend|front-end|web|website|proxy|load[- ]?balancer|alb|elb|nlb|lb|nginx|lambda|function|container|microservice|client|browser|user|job|worker|queue|cache|database|db)?( ?\d+)?$/i;

/** The service that a drawn component is, by its name; undefined for names that say nothing. */
export function namedService(name: string): Key | undefined {
  const bare = name.trim();
  return bare.length < 3 || bare.length > 200 || COMMON.test(bare) ? undefined : serviceKey(bare);
}
