export const problems = {
  title: 'Ablehnungen',
  lead: (code: string, status: number) =>
    `Antworten dieser Art haben den Titel \`${code}\` und den Status ${status}.`,
  means: 'Was es bedeutet',
  next: 'Was zu tun ist',
  others: 'Jede Art von Ablehnung',
  explain: 'Was bedeutet das?',
};
