/** Whether these are columns that every FOCUS dataset has. */
export function isFocus(names: readonly string[]): boolean {
  const columns = new Set(names);
  const hasPeriod = columns.has('ChargePeriodStart') && columns.has('ChargePeriodEnd');
  return hasPeriod && (columns.has('BilledCost') || columns.has('EffectiveCost'));
}
