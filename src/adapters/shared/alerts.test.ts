import { expect, test } from 'vitest';
import { playbookOf } from './alert-playbook.ts';
import { alertSeverity } from './alert-severity.ts';
import { ownerOf } from './owner.ts';

test.each([
  ['page', 'critical'],
  ['Critical', 'critical'],
  ['warning', 'medium'],
  ['none', 'info'],
  ['constructor', undefined],
  ['', undefined],
  [undefined, undefined],
])('an alert with the severity %s is %s', (word, severity) => {
  expect(alertSeverity(word)).toBe(severity);
});

test.each([
  [
    { runbook_url: 'https://user:secret@runbooks.example.com/down?token=secret#part' },
    'https://runbooks.example.com/down',
  ],
  [{ runbook: 'restart the shop' }, 'restart the shop'],
  [{ summary: 'no playbook', runbook_url: ' ' }, undefined],
  [{ playbook: 7 }, undefined],
])('the playbook in %j is %s', (annotations, playbook) => {
  expect(playbookOf(annotations)).toBe(playbook);
});

test.each([
  [{ Owner: 'Web' }, 'Web'],
  [{ 'user:team': 'Data', name: 'x' }, 'Data'],
  [{ Team: 'Data', owner: 'Web' }, 'Web'],
  [{ Owner: ' ' }, undefined],
  [{ ownership: 'Web' }, undefined],
  [undefined, undefined],
])('the owner in %j is %s', (tags, owner) => {
  expect(ownerOf(tags)).toBe(owner);
});
