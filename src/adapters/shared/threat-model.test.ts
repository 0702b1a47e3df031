import { expect, test } from 'vitest';
import { isPersonal, namedService } from './threat-model.ts';

test.each(['Customer data', 'Patients', 'Names and home addresses', 'Credit card numbers', 'PII'])(
  '%s is about persons',
  (words) => {
    expect(isPersonal(undefined, words)).toBe(true);
  },
);

test.each(['Confidential', 'Price list', 'Personnel-free logs', 'API keys', ''])(
  '%s does not say so',
  (words) => {
    expect(isPersonal(words, undefined)).toBe(false);
  },
);

test('a name of its own is a service; a name that every drawing has is none', () => {
  expect(namedService('Checkout API')).toBe('service:checkout api');
  expect(namedService(' orders-service ')).toBe('service:orders-service');
  for (const name of [
    'API',
    'Web Server',
    'load balancer',
    'Backend API',
    'Public API Gateway',
    'Lambda 2',
    'db',
  ]) {
    expect(namedService(name), name).toBeUndefined();
  }
});
