import { expect, test } from 'vitest';
import { readModel, standardModelFolder } from './read.ts';

test('the standard model reads', async () => {
  const model = await readModel(standardModelFolder());
  expect(model.aspects).toHaveLength(15);
});
