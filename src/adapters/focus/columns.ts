/** Whether these are columns that only FOCUS datasets have; a part of them need not hold costs. */
export function isPartOfFocus(names: readonly string[]): boolean {
  return (
    isFocus(names) ||
    names.some((name) => /^(InvoiceIssuer(Name)?|Charge(Type|Category)|BilledCost)$/.test(name))
  );
}

/** Whether these are columns that every FOCUS dataset has. */
export function isFocus(names: readonly string[]): boolean {
  const columns = new Set(names);
  const hasPeriod = columns.has('ChargePeriodStart') && columns.has('ChargePeriodEnd');
  return hasPeriod && (columns.has('BilledCost') || columns.has('EffectiveCost'));
}
