import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { modelQuery, organizationQuery } from '../api/organization.ts';
import { forgetAll, send, sessionQuery, useAbilities } from '../api/session.ts';
import { useLive } from '../api/use-live.ts';
import { NAVIGATION } from '../navigation.ts';
import { Palette } from '../palette/palette.tsx';
import { text } from '../text.ts';
import { instantOf } from '../time/day.ts';
import { dayText, isInstant } from '../time/format.ts';
import { AsOf } from './as-of.tsx';
import { DropAnywhere } from './drop-anywhere.tsx';
import { ExampleBanner } from './example-banner.tsx';
import { Icon } from './icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import './shell.css';

/** The frame around every page: the way about, the day that is shown, and the content. */
export function Shell() {
  const organization = useQuery(organizationQuery).data;
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useLive();
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setMenuOpen(false);
    // A new page begins at its content for those who do not see it change.
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <DropAnywhere>
      <a className="skip" href="#content">
        {text.common.skip}
      </a>
      <div className="shell">
        <header className="side no-print">
          <div className="side-top">
            <Link to="/" className="wordmark">
              <img src="/mark.svg" alt="" width="26" height="26" />
              <span>{text.name}</span>
            </Link>
            <button
              type="button"
              className="button menu-button"
              aria-expanded={menuOpen}
              aria-controls="navigation"
              onClick={() => setMenuOpen(!menuOpen)}
            >
              <Icon name="menu" />
              {text.common.menu}
            </button>
          </div>
          <nav id="navigation" aria-label={text.nav.label} data-open={menuOpen}>
            <Pages />
            <AspectLinks />
            <div className="side-foot">
              <div className="side-switches">
                <ThemeSwitch />
                <LanguageSwitch />
              </div>
              {organization && (
                <p className="soft">
                  {text.nav.version(organization.version)}
                  <br />
                  {text.nav.model(organization.model.version)}{' '}
                  {organization.model.overrides.length > 0 &&
                    text.nav.overridden(organization.model.overrides)}
                </p>
              )}
            </div>
          </nav>
        </header>
        <div className="stage">
          <section className="top no-print" aria-label={text.nav.shown}>
            <p className="organization">{organization?.name}</p>
            <div className="top-do">
              <Palette />
              {organization && !organization.empty && <AsOf />}
              <Account />
            </div>
          </section>
          <PrintHead />
          {organization?.example && <ExampleBanner />}
          <main id="content" ref={main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
    </DropAnywhere>
  );
}

function Pages() {
  const abilities = useAbilities();
  return NAVIGATION.map(({ title, entries }) => {
    const mine = entries.filter(({ may }) => may === undefined || abilities.has(may));
    if (mine.length === 0) return null;
    return (
      <ul key={title} aria-label={title}>
        {mine.map(({ to, icon, name }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon name={icon} />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    );
  });
}

/** Who is signed in, and the way out. */
function Account() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const person = useQuery(sessionQuery).data?.person;
  const signOut = useMutation({
    mutationFn: () => send('DELETE', '/session'),
    onSuccess: async () => {
      await forgetAll(client);
      await navigate({ to: '/sign-in' });
    },
  });
  if (!person) return null;
  if (person.alone) {
    return (
      <Link to="/account" className="button quiet">
        {text.access.thisMachine}
      </Link>
    );
  }
  return (
    <>
      <Link to="/account" className="button quiet" title={text.access.signedInAs(person.name)}>
        {person.name}
      </Link>
      <button
        type="button"
        className="button quiet"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {text.access.signOut}
      </button>
    </>
  );
}

/** On paper: whose it is, of which day, by which model. */
function PrintHead() {
  const { at } = useSearch({ strict: false });
  const organization = useQuery(organizationQuery).data;
  if (!organization) return null;
  const instant = instantOf(at, organization.timeZone) ?? new Date().toISOString();
  const day = isInstant(instant) ? dayText(instant, organization.timeZone) : instant;
  return (
    <p className="print-only">
      {organization.name}. {text.asOf.at(day)}. {text.nav.version(organization.version)},{' '}
      {text.nav.model(organization.model.version)}.
    </p>
  );
}

function AspectLinks() {
  const model = useQuery(modelQuery).data;
  if (!model) return null;
  return (
    <>
      <h2 className="side-title">{text.nav.aspects}</h2>
      <ol className="side-aspects">
        {model.aspects.map((aspect) => (
          <li key={aspect.id}>
            <Link
              to="/aspects/$aspect"
              params={{ aspect: aspect.id }}
              activeOptions={{ includeSearch: false }}
              title={aspect.title}
            >
              <span className="side-number">{aspect.number}</span>
              {text.aspects[aspect.id]}
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
