import type { Doubt } from '../doubts.ts';
import type { DayText } from './phrase.ts';
import { firstThree, percent, rounded } from './pieces.ts';

/** A doubt in one sentence. */
export function englishDoubt(doubt: Doubt, day: DayText): string {
  switch (doubt.kind) {
    case 'late':
      return `${documents(doubt)} handed in long after it happened.`;
    case 'same-content':
      return `${documents(doubt, 'say', 'says')} the same as an earlier one.`;
    case 'undated':
      return `${documents(doubt, 'do', 'does')} not say when it happened: whoever handed ${doubt.count === 1 ? 'it' : 'them'} in said so.`;
    case 'nothing-checked':
      return `${documents(doubt, 'show', 'shows')} only that something ran, and nothing that it looked at.`;
    case 'token':
      return `${documents(doubt)} handed in with a token (${list(doubt.names)}), which works from any machine${doubt.anySystem ? ' and may speak of any system' : ''}. A pipeline that signs in with its own identity proves where it ran.`;
    case 'one-word':
      return `It rests on the word of one: ${doubt.name}.`;
    case 'mapped':
      return `${documents(doubt)} read by a map of columns, which says itself what passes.`;
    case 'clock':
      return `${documents(doubt)} taken in while the clock of Assay stood ${span(doubt.by)} behind what it had said before.`;
    case 'known-fell':
      return `Fewer things are known than before: ${percent(1 - doubt.share)} of those within a year are gone, so that less has to be reached.`;
    case 'known-by-itself':
      return `Nothing else names what is to be reached: all that is known (${doubt.known}) is known from the same evidence that reaches it.`;
    case 'moved':
      return `${doubt.count} of the ${doubt.of} things that are counted were another system’s first (${list(doubt.systems)}).`;
    case 'exempt':
      return `Exempt until ${day(doubt.until)}: ${doubt.reason} Approved by ${doubt.approver}.`;
    case 'exempt-aspects':
      return `${doubt.count} of ${doubt.of} aspects of this system are exempt. Where it is compared, they count as they stand.`;
    case 'model-override':
      return `The level was made by a model that was changed here (${list(doubt.names)}): it cannot be compared with one of the standard model.`;
  }
}

function documents({ count, of }: { count: number; of: number }, many = 'were', one = 'was'): string {
  if (of === 1) return `The one document that the level rests on ${one}`;
  if (count === of) return `All ${of} documents that the level rests on ${many}`;
  return `${count} of the ${of} documents that the level rests on ${count === 1 ? one : many}`;
}

function span(milliseconds: number): string {
  const { days, hours } = rounded(milliseconds);
  return days === undefined ? `${hours} hours` : `${days} days`;
}

function list(words: readonly string[]): string {
  const { shown, more } = firstThree(words);
  return more > 0 ? `${shown} and ${more} more` : shown;
}
