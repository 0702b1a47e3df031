// Runs before the first paint, so that neither a chosen theme nor a language flashes. A file, because the policy
// forbids inline scripts.
const SPOKEN = ['en', 'de'];
let wanted = navigator.languages;
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('language');
  if (language) wanted = [language];
} catch {
  // Storage may be switched off; then the system's settings hold.
}
document.documentElement.lang =
  wanted.map((each) => each.slice(0, 2).toLowerCase()).find((each) => SPOKEN.includes(each)) ?? 'en';
