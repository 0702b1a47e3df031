import type { IconName } from './components/icon.tsx';
import { text } from './text.ts';

/** A page that the frame and the command palette lead to. */
export interface Entry {
  to:
    | '/'
    | '/focus'
    | '/growth'
    | '/plan'
    | '/workshops'
    | '/report'
    | '/evidence'
    | '/proof'
    | '/catalogue'
    | '/administration'
    | '/inventory'
    | '/findings'
    | '/cost'
    | '/identities'
    | '/components';
  icon: IconName;
  name: string;
  /** The letter that leads there after `g`. */
  key?: string;
  /** Who sees it; everybody where absent. */
  may?: string;
}

/** The way about: what is looked at, what is done about it, what it rests on. One page more is one line here. */
export const NAVIGATION: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: text.nav.look,
    entries: [
      { to: '/', key: 'p', icon: 'portfolio', name: text.nav.portfolio },
      { to: '/focus', key: 'f', icon: 'focus', name: text.nav.focus },
      { to: '/growth', key: 'h', icon: 'growth', name: text.nav.growth },
    ],
  },
  {
    title: text.nav.act,
    entries: [
      { to: '/plan', key: 'l', icon: 'plan', name: text.nav.plan },
      { to: '/workshops', key: 'w', icon: 'workshop', name: text.nav.workshops },
      { to: '/report', key: 'r', icon: 'report', name: text.nav.report },
    ],
  },
  {
    title: text.nav.records,
    entries: [
      { to: '/evidence', key: 'e', icon: 'evidence', name: text.nav.evidence },
      { to: '/inventory', key: 'i', icon: 'inventory', name: text.lists.titles.things },
      { to: '/findings', key: 'd', icon: 'findings', name: text.lists.titles.findings },
      { to: '/cost', key: 'm', icon: 'cost', name: text.lists.titles.charges },
      { to: '/identities', key: 'u', icon: 'identities', name: text.lists.titles.identities },
      { to: '/components', key: 'k', icon: 'components', name: text.lists.titles.components },
      { to: '/proof', key: 'v', icon: 'proof', name: text.nav.proof },
      { to: '/catalogue', key: 'c', icon: 'catalogue', name: text.nav.catalogue },
    ],
  },
  {
    title: text.nav.manage,
    entries: [
      {
        to: '/administration',
        key: 'a',
        icon: 'administration',
        name: text.nav.administration,
        may: 'administer',
      },
    ],
  },
];
