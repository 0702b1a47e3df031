import { Link, useSearch } from '@tanstack/react-router';
import { useTimeZone } from '../../api/organization.ts';
import { shown } from '../../components/as-of.tsx';
import { text } from '../../text.ts';

/** Says that a list is of today where another day is chosen for levels, with the way back. */
export function OnlyNow() {
  const { at, known } = useSearch({ strict: false });
  const zone = useTimeZone();
  const day = at ?? known;
  if (day === undefined) return null;
  return (
    <p className="list-only-now card" role="note">
      {text.lists.onlyNow(shown(day, zone))}{' '}
      <Link to="." search={(before) => ({ ...before, at: undefined, known: undefined })}>
        {text.asOf.back}
      </Link>
    </p>
  );
}
