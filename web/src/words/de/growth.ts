export const growth = {
  hint: (from: number, to: number, day: string) => `${from} am ${day}, jetzt ${to}; ln(${to} ÷ ${from})`,
  none: 'keine früheren Punkte',
};
