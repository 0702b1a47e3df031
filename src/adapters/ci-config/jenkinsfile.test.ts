import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groovyTokens } from './groovy.ts';
import { isJenkinsfile, readJenkinsfile } from './jenkinsfile.ts';

function shells(text: string): (string | undefined)[] {
  return readJenkinsfile(text, 'x').steps.flatMap((step) => ('shell' in step ? [step.shell] : []));
}

test.each([
  [`sh 'make'`, ['make']],
  [`sh "make"\nsh '''a\nb'''`, ['make', 'a\nb']],
  [`sh(script: "make", returnStatus: true)`, ['make']],
  [`sh label: 'build', script: 'make'`, ['make']],
  [`def out = sh(returnStdout: true, script: 'git log').trim()`, ['git log']],
  [`bat 'a'; powershell 'b'\npwsh 'c'`, ['a', 'b', 'c']],
  [`sh command`, ['']],
])('%s', (text, expected) => {
  expect(shells(text)).toEqual(expected);
});

test.each([
  `// sh 'make'`,
  `/* sh 'make' */`,
  `echo "sh 'make'"`,
  `def sh = 1`,
  `call(sh: 'x')`,
  `shade 'x'`,
])('%s has no shell step', (text) => {
  expect(shells(text)).toEqual([]);
});

test('prose and other Groovy are no pipeline', () => {
  expect(isJenkinsfile('A pipeline { of thoughts }')).toBe(false);
  expect(isJenkinsfile(`plugins { id 'java' }\nnode { version = '20' }`)).toBe(false);
  expect(isJenkinsfile(`node {\n  stage('x') {\n  }\n}`)).toBe(true);
});

test('tokens of any text are found, and no word is longer than the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`ab "'/*\\\n{}()`) }), (text) => {
      const length = [...groovyTokens(text)].reduce((sum, token) => sum + token.value.length, 0);
      expect(length).toBeLessThanOrEqual(text.length);
    }),
  );
});
