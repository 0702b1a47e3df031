import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { modelQuery, organizationQuery } from '../api/organization.ts';
import { useAbilities } from '../api/session.ts';
import { setTheme } from '../components/theme.ts';
import { NAVIGATION } from '../navigation.ts';
import { mapQuery } from '../pages/portfolio/query.ts';
import { text } from '../text.ts';
import { misfit } from './rank.ts';

/** Something that the palette leads to or does. */
export interface Item {
  id: string;
  group: keyof typeof text.palette.groups;
  name: string;
  /** What stands beside the name. */
  hint?: string;
  run: () => void;
}

/** At most so many are shown; more letters find the rest. */
const SHOWN = 12;

/**
 * What fits what was typed, the best first, and whether systems are still to come.
 * @param open nothing is asked of the server while it is closed
 */
export function useItems(typed: string, open: boolean): { items: Item[]; loading: boolean } {
  const navigate = useNavigate();
  const abilities = useAbilities();
  const organization = useQuery(organizationQuery);
  const empty = organization.data?.empty ?? true;
  const model = useQuery(modelQuery).data;
  const portfolio = useQuery({ ...mapQuery({}), enabled: open && !empty });
  const systems = portfolio.data?.systems ?? [];
  if (!open) return { items: [], loading: false };
  const items: Item[] = [
    ...NAVIGATION.flatMap(({ title, entries }) =>
      entries
        .filter(({ may }) => may === undefined || abilities.has(may))
        .map(
          ({ to, name }): Item => ({
            id: `page ${to}`,
            group: 'page',
            name,
            hint: title,
            run: () => void navigate({ to }),
          }),
        ),
    ),
    ...systems.flatMap(({ id, name, team, score }): Item[] => [
      {
        id: `system ${id}`,
        group: 'system',
        name,
        hint: [team, score === null ? undefined : text.portfolio.scoreOf(score)].filter(Boolean).join(', '),
        run: () => void navigate({ to: '/systems/$system', params: { system: id } }),
      },
      {
        id: `report ${id}`,
        group: 'action',
        name: text.palette.report(name),
        run: () => void navigate({ to: '/report', search: { system: id } }),
      },
      {
        id: `plan ${id}`,
        group: 'action',
        name: text.palette.plan(name),
        run: () => void navigate({ to: '/plan', search: { system: id } }),
      },
    ]),
    ...(model?.aspects ?? []).map(
      ({ id, number, title }): Item => ({
        id: `aspect ${id}`,
        group: 'aspect',
        name: title,
        hint: String(number),
        run: () => void navigate({ to: '/aspects/$aspect', params: { aspect: id } }),
      }),
    ),
    { id: 'light', group: 'action', name: text.palette.light, run: () => setTheme('light') },
    { id: 'dark', group: 'action', name: text.palette.dark, run: () => setTheme('dark') },
    { id: 'system', group: 'action', name: text.palette.systemTheme, run: () => setTheme('system') },
    // After the palette is gone from the page.
    { id: 'print', group: 'action', name: text.palette.print, run: () => void setTimeout(window.print) },
  ];
  const ranked = items.flatMap((item): { item: Item; cost: number }[] => {
    const cost = misfit(typed, item.name);
    // Of what fits alike, what can be gone to comes before what can be done.
    return cost === undefined ? [] : [{ item, cost: cost + (item.group === 'action' ? 0.5 : 0) }];
  });
  const best = ranked.sort((a, b) => a.cost - b.cost).slice(0, SHOWN);
  return { items: best.map(({ item }) => item), loading: organization.isLoading || portfolio.isLoading };
}
