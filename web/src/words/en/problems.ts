export const problems = {
  title: 'Refusals',
  lead: (code: string, status: number) =>
    `Answers of this kind have the title \`${code}\` and the status ${status}.`,
  means: 'What it means',
  next: 'What to do',
  others: 'Every kind of refusal',
  explain: 'What does this mean?',
};
