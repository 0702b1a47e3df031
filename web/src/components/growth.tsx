import { useTimeZone } from '../api/organization.ts';
import { text } from '../text.ts';
import { dayText } from '../time/format.ts';
import './growth.css';

/** Growth as ln(score now / score then), signed, with what it was made of on hover. */
export function Growth({
  growth: { value, from },
  compared,
  since,
}: {
  growth: { value: number | null; from: number };
  /** The score that is compared, now. */
  compared: number;
  /** When it was measured first. */
  since: string;
}) {
  const zone = useTimeZone();
  const hint = text.growth.hint(from, compared, dayText(since, zone));
  return <GrowthMark value={value} hint={hint} />;
}

/** A growth, signed; with a dash where there is none to tell. */
export function GrowthMark({ value, hint }: { value: number | null; hint?: string }) {
  if (value === null) {
    return (
      <span className="growth" title={hint}>
        <span aria-hidden="true">{text.common.none}</span>
        <span className="hidden">{text.growth.none}</span>
      </span>
    );
  }
  const direction = Math.abs(value) < 0.005 ? 'level' : value > 0 ? 'up' : 'down';
  return (
    <span className="growth" data-direction={direction} title={hint}>
      {growthText(value)}
    </span>
  );
}

/** Two decimals with a sign; a true minus, so that the digits line up. */
function growthText(value: number): string {
  const digits = Math.abs(value).toLocaleString(text.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  if (Math.abs(value) < 0.005) return digits;
  return `${value > 0 ? '+' : '−'}${digits}`;
}
