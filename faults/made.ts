import { handedBytes } from '../src/intake/handed.ts';
import { importDocument } from '../src/intake/import.ts';
import type { ImportResult } from '../src/intake/result.ts';
import type { Model } from '../src/model/model.ts';
import { readModel, standardModelFolder } from '../src/model/read.ts';
import { scorecard } from '../src/outputs/scorecard/build.ts';
import type { Store } from '../src/store/store.ts';

/** A document as it is handed in, and when. */
export interface Arrival {
  name: string;
  text: string;
  learned: number;
  happened?: number | undefined;
  system?: string | undefined;
}

/** An empty organization. */
export function makeOrganization(store: Store, id: string): Promise<void> {
  return store.write(id, (writer) =>
    writer.putOrganization({ id, name: 'Faults', timeZone: 'Europe/Berlin', created: 1, example: false }),
  );
}

/** The model, read once. */
let model: Promise<Model> | undefined;
export function standardModel(): Promise<Model> {
  model ??= readModel(standardModelFolder());
  return model;
}

/** Imports one document as a machine's. */
export async function take(store: Store, organization: string, arrival: Arrival): Promise<ImportResult> {
  const { name, text, learned, happened, system = 'Orders' } = arrival;
  const { coverage } = await standardModel();
  const origin = { kind: 'token', name: 'faults' } as const;
  return importDocument(store, handedBytes(name, Buffer.from(text)), {
    ...{ organization, origin, learned, coverage, system, happened },
  });
}

/** Scores of an organization at some moments, as text. */
export async function scores(
  store: Store,
  organization: string,
  moments: readonly number[],
): Promise<string> {
  const reader = store.reader(organization);
  const cards = [];
  for (const at of moments) {
    const card = await scorecard(reader, await standardModel(), { at, known: at });
    cards.push({ ...card, organization: undefined });
  }
  return JSON.stringify(cards);
}
