import type { InjectOptions } from 'fastify';
import type { AspectScore, SystemScore } from '../../outputs/scorecard/scorecard.ts';
import { DAY } from '../../records/instant.ts';
import type { AspectId } from '../../records/words.ts';
import type { ServerParts } from '../app.ts';
import { NOW, type Stage, stage } from './stage.ts';

/** What came of handing a file in. */
export interface Handing {
  code: number;
  status: string;
  detail: string;
}

/** Someone who tries to raise a level without doing the practice, over the API, as everyone can. */
export interface Cheater {
  on: Stage;
  /** Hands a file in with a token that may speak of any system, or as whoever `as` is. */
  hand(
    bytes: string | Uint8Array,
    query: Record<string, string>,
    as?: Record<string, string>,
  ): Promise<Handing>;
  ask: Stage['ask'];
  /** Goes on to a day, counted from the first one. */
  onDay(day: number): void;
  system(id: string): Promise<SystemScore>;
  aspect(id: string, aspect: AspectId): Promise<AspectScore>;
  /** What the page of an aspect says beside the level, by kind. */
  doubts(id: string, aspect: AspectId): Promise<Map<string, string>>;
  close(): Promise<void>;
}

/** When the cheater's first day is. */
export const BEGIN = NOW - 400 * DAY;

/** An instant on a day, as tools write it. */
export function dayText(day: number, hours = 0): string {
  return new Date(BEGIN + day * DAY + hours * 3_600_000).toISOString();
}

/** A cheater on the first day, 400 days before the stage's. */
export async function cheater(parts: Partial<ServerParts> = {}): Promise<Cheater> {
  const on = await stage(parts);
  on.pass(BEGIN - NOW);
  let today = 0;
  const token = await on.machine(['import']);
  const reading = await on.machine(['read']);
  const read = async (url: string) => (await on.ask({ url: `/api/v1${url}`, as: reading })).body;

  async function system(id: string): Promise<SystemScore> {
    // What the API answers is held to its schema elsewhere.
    return ((await read(`/systems/${id}`)) as { system: SystemScore }).system;
  }

  return {
    on,
    ask: (options: InjectOptions & { as?: Record<string, string> }) => on.ask(options),
    async hand(bytes, query, as = token) {
      const answer = await on.ask({
        method: 'POST',
        url: `/api/v1/imports?${new URLSearchParams({ name: 'report', ...query })}`,
        headers: { 'content-type': 'application/octet-stream' },
        payload: Buffer.from(bytes),
        as,
      });
      const body = answer.body as { status?: string | number; detail?: string };
      return { code: answer.status, status: String(body.status), detail: body.detail ?? '' };
    },
    onDay(day) {
      on.pass((day - today) * DAY);
      today = day;
    },
    system,
    async aspect(id, aspect) {
      const found = (await system(id)).aspects.find((each) => each.id === aspect);
      if (!found) throw new Error(`no aspect ${aspect}`);
      return found;
    },
    async doubts(id, aspect) {
      const { rows } = (await read(`/systems/${id}/aspects/${aspect}/doubts`)) as {
        rows: { kind: string; words: string }[];
      };
      return new Map(rows.map(({ kind, words }) => [kind, words]));
    },
    close: () => on.close(),
  };
}

/** A JUnit report of one test on a day. */
export function suite(day: number, name = 'one', cases = 1): string {
  const all = Array.from(
    { length: cases },
    (_, index) => `<testcase classname="a" name="${name} ${index}"/>`,
  );
  return `<testsuite name="unit" tests="${cases}" timestamp="${dayText(day)}">${all.join('')}</testsuite>`;
}

/** A Trivy report of an image in which nothing was found. */
export function scan(day: number, image: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    SchemaVersion: 2,
    CreatedAt: dayText(day),
    ArtifactName: image,
    ArtifactType: 'container_image',
    Metadata: { RepoTags: [image] },
    Results: [{ Target: image, Class: 'os-pkgs', Type: 'alpine' }],
    ...more,
  });
}

/** What `assay run` writes of a command that ended well. */
export function run(day: number, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    assay: 'run/v1',
    command: ['true'],
    started: dayText(day, 0),
    ended: dayText(day, 1),
    exitCode: 0,
    aspect: 'secrets',
    outputs: ['test', 'report', 'alert', 'dashboard'],
    files: [],
    ...more,
  });
}
