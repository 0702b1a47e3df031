import type { IconName } from './components/icon.tsx';
import { text } from './text.ts';

/** A page that the frame and the command palette lead to. */
export interface Entry {
  to: '/' | '/plan' | '/workshops' | '/report' | '/evidence' | '/proof' | '/catalogue' | '/administration';
  icon: IconName;
  name: string;
  /** Who sees it; everybody where absent. */
  may?: string;
}

/** The way about: what is looked at, what is done about it, what it rests on. One page more is one line here. */
export const NAVIGATION: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: text.nav.look,
    entries: [{ to: '/', icon: 'portfolio', name: text.nav.portfolio }],
  },
  {
    title: text.nav.act,
    entries: [
      { to: '/plan', icon: 'plan', name: text.nav.plan },
      { to: '/workshops', icon: 'workshop', name: text.nav.workshops },
      { to: '/report', icon: 'report', name: text.nav.report },
    ],
  },
  {
    title: text.nav.records,
    entries: [
      { to: '/evidence', icon: 'evidence', name: text.nav.evidence },
      { to: '/proof', icon: 'proof', name: text.nav.proof },
      { to: '/catalogue', icon: 'catalogue', name: text.nav.catalogue },
    ],
  },
  {
    title: text.nav.manage,
    entries: [
      {
        to: '/administration',
        icon: 'administration',
        name: text.nav.administration,
        may: 'administer',
      },
    ],
  },
];
