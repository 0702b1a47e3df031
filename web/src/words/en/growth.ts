export const growth = {
  hint: (from: number | null, to: number | null, day: string) =>
    from === null
      ? `No score on ${day} to compare with`
      : `${from} on ${day}, ${to ?? '–'} now; ln(${to ?? '–'} ÷ ${from})`,
  none: 'no earlier score',
};
