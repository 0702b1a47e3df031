import { ToggleGroup } from 'radix-ui';
import { text } from '../text.ts';
import { LANGUAGES, type Language, language, speak } from '../words/language.ts';
import './theme-switch.css';

// Its own keys: each is a language.
const ALL = Object.keys(LANGUAGES) as Language[];

/** The language that the dashboard speaks. */
export function LanguageSwitch() {
  return (
    <ToggleGroup.Root
      className="theme-switch"
      type="single"
      value={language}
      aria-label={text.theme.language}
      onValueChange={(value) => {
        const next = ALL.find((each) => each === value);
        if (next && next !== language) speak(next);
      }}
    >
      {ALL.map((each) => (
        <ToggleGroup.Item
          key={each}
          value={each}
          lang={each}
          aria-label={LANGUAGES[each]}
          title={LANGUAGES[each]}
          className="language"
        >
          {each.toUpperCase()}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
