import { ToggleGroup } from 'radix-ui';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { setTheme, THEMES, useTheme } from './theme.ts';
import './theme-switch.css';

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <ToggleGroup.Root
      className="theme-switch"
      type="single"
      value={theme}
      aria-label={text.theme.label}
      onValueChange={(value) => {
        const next = THEMES.find((each) => each === value);
        // A single group reports '' when the pressed one is pressed again; one of the three always holds.
        if (next) setTheme(next);
      }}
    >
      {THEMES.map((each) => (
        <ToggleGroup.Item key={each} value={each} aria-label={text.theme[each]} title={text.theme[each]}>
          <Icon name={each} />
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
