import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Model } from '../../model/model.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import { ASPECTS, LEVELS } from '../../records/words.ts';
import { card, standsOf, system } from '../testing/card.ts';
import { helpFor } from './help.ts';

let model: Model;
beforeAll(async () => {
  model = await readModel(standardModelFolder());
});

const said = (name: string, kind: 'owner' | 'support', of: string) => ({ system: of, kind, name });

test('whoever stands two levels above can help, and who supports their system is to be asked', () => {
  const wanting = system('shop', { backup: { level: 1 } }, { team: 'Shop' });
  const all = card(
    [
      wanting,
      system('vault', { backup: { level: 4 } }, { team: 'Vault' }),
      system('bank', { backup: { level: 3 } }, { team: 'Bank' }),
      system('sister', { backup: { level: 5 } }, { team: 'Shop' }),
      system('near', { backup: { level: 2 } }, { team: 'Near' }),
    ],
    [{ system: 'shop', aspect: 'backup', step: 'Begin.' }],
  );
  const contacts = [
    said('Owner', 'owner', 'vault'),
    said('Engineer', 'support', 'vault'),
    said('Other', 'support', 'vault'),
    said('Banker', 'owner', 'bank'),
  ];
  const [help] = helpFor(all, standsOf(all), model, contacts);
  expect(help?.helpers.map(({ system: id, ask }) => [id, ask])).toEqual([
    ['vault', 'Engineer'],
    ['bank', 'Banker'],
  ]);
  expect(helpFor(all, standsOf(all), model)[0]?.helpers.map(({ ask }) => ask)).toEqual([null, null]);
});

test('nobody helps themselves, and no helper is less than two levels above', () => {
  const levels = fc.array(fc.constantFrom(...LEVELS), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(levels, fc.constantFrom(...ASPECTS), (each, aspect) => {
      const systems = each.map((level, index) =>
        system(`s${index}`, { [aspect]: { level } }, { team: `team ${index % 3}` }),
      );
      const order = systems.map(({ id }) => ({ system: id, aspect, step: '' }));
      for (const help of helpFor(card(systems, order), standsOf(card(systems, order)), model)) {
        expect(help.helpers.length).toBeLessThanOrEqual(3);
        for (const helper of help.helpers) {
          expect(helper.level - help.level).toBeGreaterThanOrEqual(2);
          expect(helper.team).not.toBe(help.team);
        }
      }
    }),
  );
});
