import type { Model } from '../model/model.ts';
import { LANGUAGES, type Language } from '../records/words.ts';

/** The model in the languages that it is written in; where one is absent, English serves. */
export type ModelIn = (language: Language) => Model;

/** @param models of other languages than the first, which is English */
export function modelIn(english: Model, models: readonly Model[] = []): ModelIn {
  const known = new Map(models.map((model) => [model.language, model]));
  return (language) => known.get(language) ?? english;
}

/** Which of our languages is liked best (`Accept-Language`, RFC 9110, 12.5.4); English where none is. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const range of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = LANGUAGES.find((each) => tag === each || tag.startsWith(`${each}-`));
    const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
