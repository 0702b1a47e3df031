export const theme = {
  label: 'Darstellung',
  system: 'Wie das System',
  light: 'Hell',
  dark: 'Dunkel',
  language: 'Sprache',
};
