import type { Doubt } from '../doubts.ts';
import type { DayText } from './phrase.ts';
import { firstThree, percent, rounded } from './pieces.ts';

/** A doubt in one sentence. */
export function germanDoubt(doubt: Doubt, day: DayText): string {
  switch (doubt.kind) {
    case 'late':
      return `${documents(doubt, 'wurden', 'wurde')} lange nach dem Geschehen abgegeben.`;
    case 'same-content':
      return `${documents(doubt, 'sagen', 'sagt')} dasselbe wie ein früheres.`;
    case 'undated':
      return `${documents(doubt, 'sagen', 'sagt')} nicht, wann es geschah: Das hat gesagt, wer abgegeben hat.`;
    case 'nothing-checked':
      return `${documents(doubt, 'zeigen', 'zeigt')} nur, dass etwas lief, und nichts, was dabei angesehen wurde.`;
    case 'token':
      return `${documents(doubt, 'wurden', 'wurde')} mit einem Token abgegeben (${list(doubt.names)}), das von jeder Maschine aus gilt${doubt.anySystem ? ' und für jedes System sprechen darf' : ''}. Eine Pipeline, die sich mit eigener Identität anmeldet, beweist, wo sie lief.`;
    case 'one-word':
      return `Es beruht auf dem Wort eines Einzelnen: ${doubt.name}.`;
    case 'mapped':
      return `${documents(doubt, 'wurden', 'wurde')} über eine Spaltenzuordnung gelesen, die selbst sagt, was besteht.`;
    case 'clock':
      return `${documents(doubt, 'wurden', 'wurde')} angenommen, während die Uhr von Assay ${span(doubt.by)} hinter dem stand, was sie zuvor gesagt hatte.`;
    case 'known-fell':
      return `Es ist weniger bekannt als zuvor: ${percent(1 - doubt.share)} der Dinge aus einem Jahr sind fort, sodass weniger zu erreichen ist.`;
    case 'known-by-itself':
      return `Nichts anderes nennt, was zu erreichen ist: Alles Bekannte (${doubt.known}) ist aus denselben Belegen bekannt, die es erreichen.`;
    case 'moved':
      return `${doubt.count} der ${doubt.of} gezählten Dinge gehörten zuerst einem anderen System (${list(doubt.systems)}).`;
    case 'exempt':
      return `Ausgenommen bis ${day(doubt.until)}: ${doubt.reason} Genehmigt von ${doubt.approver}.`;
    case 'exempt-aspects':
      return `${doubt.count} von ${doubt.of} Aspekten dieses Systems sind ausgenommen. Wo verglichen wird, zählen sie, wie sie stehen.`;
    case 'model-override':
      return `Die Stufe entstand nach einem hier geänderten Modell (${list(doubt.names)}): Mit einer nach dem Standardmodell ist sie nicht vergleichbar.`;
  }
}

function documents({ count, of }: { count: number; of: number }, many: string, one: string): string {
  if (of === 1) return `Das eine Dokument, auf dem die Stufe beruht, ${one}`;
  if (count === of) return `Alle ${of} Dokumente, auf denen die Stufe beruht, ${many}`;
  return `${count} der ${of} Dokumente, auf denen die Stufe beruht, ${count === 1 ? one : many}`;
}

function span(milliseconds: number): string {
  const { days, hours } = rounded(milliseconds);
  return days === undefined ? `${hours} Stunden` : `${days} Tage`;
}

function list(words: readonly string[]): string {
  const { shown, more } = firstThree(words);
  return more > 0 ? `${shown} und ${more} weitere` : shown;
}
