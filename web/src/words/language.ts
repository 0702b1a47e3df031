/** What the dashboard speaks, each by the name that it gives itself. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** What `public/look.js` found before the first paint: what was chosen, or else the browser's own. */
export const language: Language = globalThis.document?.documentElement.lang === 'de' ? 'de' : 'en';

/** Goes over to another language. The page begins anew: most of its words are read once. */
export function speak(wanted: Language): void {
  try {
    localStorage.setItem('language', wanted);
  } catch {
    // Storage may be switched off; the browser's own language then holds.
  }
  location.reload();
}
