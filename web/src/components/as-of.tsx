import { useNavigate, useSearch } from '@tanstack/react-router';
import { Popover } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import { useTimeZone } from '../api/organization.ts';
import { text } from '../text.ts';
import { dayOf, instantOf } from '../time/day.ts';
import { dayText, isInstant } from '../time/format.ts';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import './as-of.css';

/** Chooses the day that every page shows (`?at=`), and what was known by which day (`?known=`). */
export function AsOf() {
  const { at, known } = useSearch({ strict: false });
  const zone = useTimeZone();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);

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
              <Field
                type="date"
                name="at"
                label={text.asOf.atLabel}
                hint={text.asOf.atHint}
                defaultValue={dayValue(at, zone)}
              />
              <Field
                type="date"
                name="known"
                label={text.asOf.knownLabel}
                hint={text.asOf.knownHint}
                defaultValue={dayValue(known, zone)}
              />
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

/** The day of a moment in the address, in words. */
export function shown(moment: string, zone: string): string {
  const instant = instantOf(moment, zone) ?? moment;
  return isInstant(instant) ? dayText(instant, zone) : moment;
}

function dayValue(moment: string | undefined, zone: string): string {
  const instant = instantOf(moment, zone);
  return instant !== undefined && isInstant(instant) ? dayOf(Date.parse(instant), zone) : '';
}
