import type { ExemptionsAnswer } from '../../../src/server/api.ts';
import { text } from '../text.ts';
import { Moment } from './moment.tsx';
import './exemption.css';

export type ExemptionShown = ExemptionsAnswer['rows'][number];

/** Days before its end from which that is marked. */
const SOON = 30;
const DAY = 86_400_000;
const TAGS: Readonly<Record<ExemptionShown['state'], string>> = {
  pending: 'tag warn',
  active: 'tag good',
  ended: 'tag',
  declined: 'tag',
  withdrawn: 'tag',
};
const words = text.exemptions;

/** Where an exemption stands, and whether it ends soon. */
export function ExemptionState({ row }: { row: ExemptionShown }) {
  const left = Math.floor((Date.parse(row.until) - Date.now()) / DAY);
  return (
    <span className="exemption-tags">
      <span className={TAGS[row.state]}>{words.states[row.state]}</span>
      {row.state === 'active' && left <= SOON && <span className="tag warn">{words.endsIn(left)}</span>}
    </span>
  );
}

/** Who decided, when, and what was said to it. */
export function ExemptionDecision({ row: { decided, alone } }: { row: ExemptionShown }) {
  if (!decided) return text.common.none;
  return (
    <>
      {decided.by}, <Moment instant={decided.at} />
      {decided.answer !== '' && <p className="soft break">{decided.answer}</p>}
      {alone && <p className="tag warn exemption-alone">{words.alone}</p>}
    </>
  );
}

/** What the person may do with an exemption. */
export function ExemptionActions({
  row: { id, systemName, aspect, may },
  busy,
  onChange,
}: {
  row: ExemptionShown;
  busy: boolean;
  onChange: (change: { method: 'POST' | 'DELETE'; to: string; body?: unknown }) => void;
}) {
  const name = text.aspects[aspect];
  const button = (label: string, full: string, primary: boolean, act: () => void) => (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      aria-label={full}
      disabled={busy}
      onClick={act}
    >
      {label}
    </button>
  );
  const decide = (approve: boolean) => () =>
    onChange({ method: 'POST', to: `/exemptions/${id}/decision`, body: { approve } });
  return (
    <span className="exemption-actions">
      {may.decide && button(words.approve, words.approveOf(systemName, name), true, decide(true))}
      {may.decide && button(words.decline, words.declineOf(systemName, name), false, decide(false))}
      {may.withdraw &&
        button(words.withdraw, words.withdrawOf(systemName, name), false, () =>
          onChange({ method: 'POST', to: `/exemptions/${id}/withdraw` }),
        )}
      {may.end &&
        button(text.admin.end, text.admin.endOf(systemName, name), false, () =>
          onChange({ method: 'DELETE', to: `/exemptions/${id}` }),
        )}
    </span>
  );
}
