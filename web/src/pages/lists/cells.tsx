import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { Severity } from '../../../../src/records/words.ts';
import { text } from '../../text.ts';
import './cells.css';

const none = <span className="soft">{text.common.none}</span>;

/** Words, or the mark for nothing. */
export function Maybe({ children }: { children: string | null | undefined }) {
  return children ? <span title={children}>{children}</span> : none;
}

/** An account's key without the word that every one begins with. */
export function accountText(key: string): string {
  return key.replace(/^account:/, '');
}

/** Whose a row is. */
export function Owner({ name }: { name: string | null }) {
  return name === null ? <span className="tag warn">{text.lists.unowned}</span> : <Maybe>{name}</Maybe>;
}

export function Severe({ severity }: { severity: Severity }) {
  return (
    <span className="severity" data-severity={severity}>
      <span className="severity-mark" aria-hidden="true" />
      {text.severities[severity]}
    </span>
  );
}

export function Truth({ value }: { value: boolean | null }) {
  if (value === null) return <span className="soft">{text.common.unknown}</span>;
  return value ? text.common.yes : text.common.no;
}

/** A sum of money in its own currency. */
export function moneyText(amount: number, currency: string, digits = 2): string {
  try {
    const style = {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    // There each dollar has its own sign, and that of the United States the plain one.
    return amount.toLocaleString('en-US', style);
  } catch {
    // Any three letters are a currency to the browser; a document may have others.
    return `${amount.toLocaleString(text.locale)} ${currency}`;
  }
}

/** `November 2026` of `2026-11`. */
export function monthText(month: string, style: 'short' | 'long' = 'short'): string {
  const begin = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(begin.getTime())) return month;
  return begin.toLocaleDateString(text.locale, { month: style, year: 'numeric', timeZone: 'UTC' });
}

/** Pairs of a name and what is known; what is not known is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

/** A link to a system, or that there is none. */
export function SystemLink({ system, name }: { system: string | null; name: string | null }) {
  if (system === null) return <span className="tag warn">{text.lists.unowned}</span>;
  return (
    <Link to="/systems/$system" params={{ system }}>
      {name ?? system}
    </Link>
  );
}

export function DocumentLink({ document, name }: { document: string; name?: string }) {
  return (
    <Link to="/evidence" search={{ document }}>
      {name || text.lists.openDocument}
    </Link>
  );
}
