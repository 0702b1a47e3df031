import { useNavigate, useSearch } from '@tanstack/react-router';
import { Popover } from 'radix-ui';
import { type FormEvent, useId, useState } from 'react';
import { useTimeZone } from '../api/organization.ts';
import { text } from '../text.ts';
import { dayOf, instantOf } from '../time/day.ts';
import { dayText, isInstant } from '../time/format.ts';
import { Icon } from './icon.tsx';
import './as-of.css';

/** Chooses the day that every page shows (`?at=`), and what was known by which day (`?known=`). */
export function AsOf() {
  const { at, known } = useSearch({ strict: false });
  const zone = useTimeZone();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const atHint = useId();
  const knownHint = useId();

  const show = (next: { at: string | undefined; known: string | undefined }) => {
    setOpen(false);
    void navigate({ to: '.', search: (previous) => ({ ...previous, ...next }) });
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    show({
      at: String(form.get('at') ?? '') || undefined,
      known: String(form.get('known') ?? '') || undefined,
    });
  };

  return (
    <div className="as-of" data-past={at !== undefined || known !== undefined}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className="button">
          <Icon name="day" />
          {at === undefined ? text.asOf.now : text.asOf.at(shown(at, zone))}
          {known !== undefined && <span className="soft">{text.asOf.known(shown(known, zone))}</span>}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="as-of-panel" align="end" sideOffset={6} aria-label={text.asOf.title}>
            <form onSubmit={submit}>
              <label className="field">
                <span>{text.asOf.atLabel}</span>
                <input type="date" name="at" defaultValue={dayValue(at, zone)} aria-describedby={atHint} />
                <span id={atHint} className="soft">
                  {text.asOf.atHint}
                </span>
              </label>
              <label className="field">
                <span>{text.asOf.knownLabel}</span>
                <input
                  type="date"
                  name="known"
                  defaultValue={dayValue(known, zone)}
                  aria-describedby={knownHint}
                />
                <span id={knownHint} className="soft">
                  {text.asOf.knownHint}
                </span>
              </label>
              <div className="as-of-actions">
                <button type="submit" className="button primary">
                  {text.asOf.apply}
                </button>
                <button
                  type="button"
                  className="button quiet"
                  onClick={() => show({ at: undefined, known: undefined })}
                >
                  {text.asOf.back}
                </button>
              </div>
            </form>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {(at !== undefined || known !== undefined) && (
        <button
          type="button"
          className="button quiet"
          onClick={() => show({ at: undefined, known: undefined })}
        >
          {text.asOf.back}
        </button>
      )}
    </div>
  );
}

function shown(moment: string, zone: string): string {
  const instant = instantOf(moment, zone) ?? moment;
  return isInstant(instant) ? dayText(instant, zone) : moment;
}

function dayValue(moment: string | undefined, zone: string): string {
  const instant = instantOf(moment, zone);
  return instant !== undefined && isInstant(instant) ? dayOf(Date.parse(instant), zone) : '';
}
