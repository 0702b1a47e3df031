import { ASPECTS, type AspectId, type Level, type Output } from '../../records/words.ts';

/** What one person in the room says of one aspect. */
export interface Said {
  aspect: AspectId;
  /** Id of one of the people. */
  person: string;
  /** Where they think the system stands. */
  level: Level | null;
  /** What was done, when (a day), and what came of it. */
  done: { what: string; when: string; output: Output } | null;
  note: string;
}

export interface Disagreement {
  aspect: AspectId;
  from: Level;
  to: Level;
}

/** Aspects of which people think differently, in their order, with the lowest and the highest that was said. */
export function disagreements(answers: readonly Pick<Said, 'aspect' | 'level'>[]): Disagreement[] {
  return ASPECTS.flatMap((aspect) => {
    const said = answers.flatMap((each) =>
      each.aspect === aspect && each.level !== null ? [each.level] : [],
    );
    const from = said.reduce<Level>((least, each) => (each < least ? each : least), 5);
    const to = said.reduce<Level>((most, each) => (each > most ? each : most), 1);
    return from < to ? [{ aspect, from, to }] : [];
  });
}

/**
 * The attestations that a workshop becomes: one for each thing that somebody says was done, in their name, in the
 * format of the adapter `attestation`. What people only think of a level is none.
 */
export function attestations(
  workshop: {
    id: string;
    /** The system's name, by which the attestations are attributed. */
    system: string;
    people: readonly { id: string; name: string; role: string }[];
    answers: readonly Said[];
  },
  roleName: (role: string) => string,
): Record<string, unknown>[] {
  return workshop.answers.flatMap(({ aspect, person, done, note }) => {
    const who = workshop.people.find(({ id }) => id === person);
    if (!who || !done) return [];
    return [
      {
        assay: 'attestation/v1',
        who: { name: who.name, role: roleName(who.role) },
        what: done.what,
        when: done.when,
        system: workshop.system,
        aspect,
        output: done.output,
        reference: `workshop ${workshop.id}`,
        ...(note && { note }),
      },
    ];
  });
}
