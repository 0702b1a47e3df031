/** Drawn on a 16 by 16 grid with a line of 1.5. */
const SHAPES = {
  portfolio: 'M2 2.75h3.5v3.5H2zM2 9.75h3.5v3.5H2zM8 2.75h6v3.5H8zM8 9.75h6v3.5H8z',
  evidence: 'M3.75 1.75h5.5l3 3v9.5h-8.5zM9 2v3h3M6 8.25h4M6 11h4',
  catalogue: 'M2.75 2.25h4.5v11.5h-4.5zM7.25 2.25h3v11.5h-3zM10.6 3l2.9-.6 2 11-2.9.6z',
  administration: 'M2 4.5h7M12 4.5h2M9 2.75v3.5h3v-3.5zM2 11.5h2M7 11.5h7M4 9.75v3.5h3v-3.5z',
  menu: 'M2 4h12M2 8h12M2 12h12',
  system: 'M2 3h12v8H2zM6 14h4M8 11v3',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3.1 3.1l1 1M11.9 11.9l1 1M3.1 12.9l1-1M11.9 4.1l1-1',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
  day: 'M2.25 3.25h11.5v10.5H2.25zM2.25 6.5h11.5M5.25 1.5v3M10.75 1.5v3',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  up: 'M8 13V3M4 7l4-4 4 4',
  out: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3L7.5 8.5',
} as const;

/** A small drawing that only accompanies words. */
export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={SHAPES[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
