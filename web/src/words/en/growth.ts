export const growth = {
  hint: (from: number, to: number, day: string) => `${from} on ${day}, ${to} now; ln(${to} ÷ ${from})`,
  none: 'no earlier score',
};
