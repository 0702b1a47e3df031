import { expect, test } from 'vitest';
import { checkProof, hexOf, type Proved } from './check.ts';

// The leaf, the proof and the key of docs/verify-by-hand.md, which a test there checks with openssl.
const PROVED: Proved = {
  leaf: '{"actor":null,"adapter":"junit@1","automated":true,"kind":"evidence","received_at":1772000180000,"rules":"assay-1","salt":"o6Ojo6Ojo6Ojo6Ojo6Ojow","seq":3,"subject":"system-3"}',
  hash: 'wJpmZ0YLz2fX4oUkCyGo+Vc6uvsp/OmLa0ihOG5SJ14=',
  index: 3,
  path: [
    'L96pM2xaPFJKGXvK4gyMSdWdAFp2BisE8T72L3+gIeU=',
    'amItpDxGZesqUxykO19U3I3+qxcZG5gR/4RQz6LDPa4=',
    '4tXVRjU2xYyzg8raq441NGLm+oiK764cEhnAOiKvfOE=',
  ],
  proof: `c2sp.org/tlog-proof@v1
index 3
L96pM2xaPFJKGXvK4gyMSdWdAFp2BisE8T72L3+gIeU=
amItpDxGZesqUxykO19U3I3+qxcZG5gR/4RQz6LDPa4=
4tXVRjU2xYyzg8raq441NGLm+oiK764cEhnAOiKvfOE=

assay.example/acme
7
Jv9+h/FqSVgJTfWdWQa2ZzoovJ1MimZpSKAmYZZ3jxY=

— assay.example/acme hy5YuJfYLmNPuvMGX1b/36f4+MzpF6VI9CYs5ykhSjzZ21aznuHBPB9E/e7l++cZozC8dM/lhTPNwwIA8r53H1GPVA0=
`,
  key: 'assay.example/acme+872e58b8+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c',
};

test('what the page on checking by hand proves, the browser proves', async () => {
  expect(await checkProof(PROVED)).toEqual({ leaf: 'yes', path: 'yes', signature: 'yes' });
  expect(hexOf(PROVED.hash)).toBe('c09a6667460bcf67d7e285240b21a8f9573abafb29fce98b6b48a1386e52275e');
});

test.each<[string, Partial<Proved>, object]>([
  [
    'another word in the leaf',
    { leaf: PROVED.leaf?.replace('true', 'false') ?? '' },
    { leaf: 'no', path: 'yes' },
  ],
  ['another hash', { hash: PROVED.path[0] ?? '' }, { leaf: 'no', path: 'no' }],
  ['another place', { index: 2 }, { path: 'no' }],
  ['a place beyond the log', { index: 7 }, { path: 'no' }],
  ['a path that is cut', { path: PROVED.path.slice(0, 2) }, { path: 'no' }],
  ['a path that is longer', { path: [...PROVED.path, PROVED.hash] }, { path: 'no' }],
  ['a path of nonsense', { path: ['%', '', 'AAAA'] }, { path: 'no' }],
  ['another size', { proof: PROVED.proof.replace('\n7\n', '\n8\n') }, { signature: 'no' }],
  ['another root', { proof: PROVED.proof.replace('Jv9+', 'Jv9-') }, { path: 'no', signature: 'no' }],
  ['no signature', { proof: PROVED.proof.replace('— assay', '— other') }, { signature: 'no' }],
  ['the id of another key', { key: PROVED.key.replace('872e58b8', '872e58b9') }, { signature: 'unknown' }],
  ['another key', { key: PROVED.key.replace('AYqI', 'AYqJ') }, { signature: 'no' }],
  ['an erased leaf', { leaf: null }, { leaf: 'unknown', path: 'yes', signature: 'yes' }],
  ['nonsense for a proof', { proof: 'x' }, { path: 'no', signature: 'no' }],
])('%s', async (_, change, seen) => {
  expect(await checkProof({ ...PROVED, ...change })).toMatchObject(seen);
});
