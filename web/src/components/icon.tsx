/** Drawn on a 16 by 16 grid with a line of 1.5. */
const SHAPES = {
  portfolio: 'M2 2.75h3.5v3.5H2zM2 9.75h3.5v3.5H2zM8 2.75h6v3.5H8zM8 9.75h6v3.5H8z',
  evidence: 'M3.75 1.75h5.5l3 3v9.5h-8.5zM9 2v3h3M6 8.25h4M6 11h4',
  catalogue: 'M2.75 2.25h4.5v11.5h-4.5zM7.25 2.25h3v11.5h-3zM10.6 3l2.9-.6 2 11-2.9.6z',
  administration: 'M2 4.5h7M12 4.5h2M9 2.75v3.5h3v-3.5zM2 11.5h2M7 11.5h7M4 9.75v3.5h3v-3.5z',
  focus: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  growth: 'M2 13.5h12M3 10.5l3.5-4 2.5 2.5L13.5 3M10 3h3.5v3.5',
  findings: 'M8 1.75l6.5 12h-13zM8 6v3.75M8 11.75v.1',
  inventory: 'M2.25 5L8 2l5.75 3v6L8 14l-5.75-3zM2.25 5L8 8l5.75-3M8 8v6',
  cost: 'M8 1.5v13M11.5 4.25C10.5 3.25 9.5 3 8 3 6 3 4.5 4 4.5 5.5 4.5 9 11.75 7 11.75 10.5 11.75 12 10.25 13 8 13c-1.75 0-3-.5-4-1.5',
  identities:
    'M8 2.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5',
  components: 'M2.25 2.25h5v5h-5zM8.75 8.75h5v5h-5zM8.75 2.25h5v5h-5zM2.25 8.75h5v5h-5z',
  workshop: 'M2 3h12v7.5H8.5L5 13.5v-3H2zM5 5.75h6M5 7.75h4',
  plan: 'M2.25 3.25h3v3h-3zM2.25 9.75h3v3h-3zM7.5 4.75h6.25M7.5 11.25h6.25',
  report: 'M3 14V2h10v12zM5.5 11V8M8 11V5M10.5 11V7',
  proof: 'M8 1.5l5.5 2v4.25c0 3.5-2.3 5.600-5.5 6.75-3.200-1.150-5.5-3.25-5.5-6.75V3.5zM5.5 8l2 2 3.25-3.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.25 10.25L14 14',
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

export type IconName = keyof typeof SHAPES;

/** A small drawing that only accompanies words. */
export function Icon({ name }: { name: IconName }) {
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
