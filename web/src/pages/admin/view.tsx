import { getRouteApi, Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { Audit } from './audit.tsx';
import { Exemptions } from './exemptions.tsx';
import { Machines } from './machines.tsx';
import { OrganizationSettings } from './organization.tsx';
import { People } from './people.tsx';
import { Rules } from './rules.tsx';
import { SECTIONS, type Section } from './sections.ts';
import { Systems } from './systems.tsx';
import { Webhooks } from './webhooks.tsx';
import './view.css';

const route = getRouteApi('/administration');
const PARTS: Readonly<Record<Section, ComponentType>> = {
  people: People,
  machines: Machines,
  systems: Systems,
  rules: Rules,
  exemptions: Exemptions,
  webhooks: Webhooks,
  audit: Audit,
  organization: OrganizationSettings,
};

/** Everything that is set up rather than handed in. */
export function Administration() {
  const { section = 'people' } = route.useSearch();
  const Part = PARTS[section];
  useTitle(text.admin.sections[section], text.admin.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.admin.title}</h1>
        <p>{text.admin.lead}</p>
      </div>
      <nav aria-label={text.admin.title} className="admin-tabs">
        <ul>
          {SECTIONS.map((each) => (
            <li key={each}>
              <Link
                to="/administration"
                search={(before) => ({ ...before, section: each })}
                className="button quiet"
                aria-current={each === section ? 'page' : undefined}
              >
                {text.admin.sections[each]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section className="section" aria-labelledby="section">
        <h2 id="section">{text.admin.sections[section]}</h2>
        <Part key={section} />
      </section>
    </div>
  );
}
