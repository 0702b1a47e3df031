import { ToggleGroup } from 'radix-ui';
import { useState } from 'react';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import './theme-switch.css';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Light, dark, or as the system says. `public/theme.js` reads the choice back before the first paint. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  return (
    <ToggleGroup.Root
      className="theme-switch"
      type="single"
      value={theme}
      aria-label={text.theme.label}
      onValueChange={(value) => {
        const next = THEMES.find((each) => each === value);
        // A single group reports '' when the pressed one is pressed again; one of the three always holds.
        if (!next) return;
        store(next);
        setTheme(next);
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

function stored(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function store(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
}
