import { ASPECTS, type AspectId, type Level } from '../records/words.ts';
import type { Random } from './random.ts';

/** How the practice of a system goes over the 14 months. */
type Story = 'leading' | 'climbing' | 'steady' | 'lapsed' | 'neglected';

/** One system of the example, with the things that it is made of. */
export interface ExampleSystem {
  id: string;
  name: string;
  team: string;
  story: Story;
  pii: boolean;
  public: boolean;
  /** US dollars. */
  monthlyCost: number;
  account: string;
  repository: string;
  hosts: string[];
  database: string;
  bucket: string;
  service: string;
  people: string[];
  /** The level that its people work for, at a share of the time passed (0 the beginning, 1 today). */
  target(aspect: AspectId, passed: number): Level;
}

const TEAMS: Readonly<Record<string, readonly string[]>> = {
  Checkout: ['Payments', 'Basket', 'Fraud Screening', 'Invoicing'],
  Identity: ['Sign-in', 'Customer Profiles', 'Consent Registry'],
  Catalogue: ['Product Catalogue', 'Search', 'Recommendations', 'Image Service'],
  Logistics: ['Warehouse', 'Delivery Tracking', 'Returns', 'Carrier Gateway'],
  Data: ['Data Lake', 'Reporting', 'Feature Store', 'Event Bus'],
  Platform: ['Build Farm', 'Container Platform', 'Observability', 'Secrets Service'],
  Marketing: ['Brochure Site', 'Newsletter', 'Loyalty', 'Campaign Planner'],
  Workplace: ['HR Portal', 'Expense Claims', 'Intranet'],
};

const STORIES: Readonly<Record<string, Story>> = {
  Payments: 'climbing',
  Basket: 'steady',
  'Fraud Screening': 'climbing',
  Invoicing: 'lapsed',
  'Sign-in': 'leading',
  'Customer Profiles': 'climbing',
  'Consent Registry': 'steady',
  'Product Catalogue': 'steady',
  Search: 'climbing',
  Recommendations: 'neglected',
  'Image Service': 'lapsed',
  Warehouse: 'steady',
  'Delivery Tracking': 'climbing',
  Returns: 'neglected',
  'Carrier Gateway': 'lapsed',
  'Data Lake': 'steady',
  Reporting: 'neglected',
  'Feature Store': 'climbing',
  'Event Bus': 'steady',
  'Build Farm': 'leading',
  'Container Platform': 'leading',
  Observability: 'leading',
  'Secrets Service': 'climbing',
  'Brochure Site': 'neglected',
  Newsletter: 'lapsed',
  Loyalty: 'steady',
  'Campaign Planner': 'neglected',
  'HR Portal': 'steady',
  'Expense Claims': 'lapsed',
  Intranet: 'neglected',
};

const PII = new Set([
  'Payments',
  'Fraud Screening',
  'Invoicing',
  'Sign-in',
  'Customer Profiles',
  'Consent Registry',
  'Delivery Tracking',
  'Data Lake',
  'Newsletter',
  'Loyalty',
  'HR Portal',
  'Expense Claims',
]);
const PUBLIC = new Set([
  'Payments',
  'Basket',
  'Sign-in',
  'Product Catalogue',
  'Search',
  'Image Service',
  'Delivery Tracking',
  'Returns',
  'Carrier Gateway',
  'Brochure Site',
  'Newsletter',
  'Loyalty',
]);
const COSTLY = new Set([
  'Payments',
  'Search',
  'Data Lake',
  'Container Platform',
  'Event Bus',
  'Build Farm',
  'Image Service',
]);

/** The example's 30 systems, in order of team. */
export function exampleSystems(random: Random): ExampleSystem[] {
  const systems: ExampleSystem[] = [];
  for (const [team, names] of Object.entries(TEAMS)) {
    for (const name of names) systems.push(system(name, team, systems.length, random.apart(name)));
  }
  return systems;
}

function system(name: string, team: string, index: number, random: Random): ExampleSystem {
  const id = name.toLowerCase().replace(/\W+/g, '-');
  const story = STORIES[name] ?? 'steady';
  const hosts = Array.from({ length: random.whole(2, 5) }, (_, each) => `${id}-${each + 1}.example.net`);
  const people = Array.from({ length: random.whole(3, 7) }, (_, each) => `${id}-engineer-${each + 1}`);
  const lean = new Map(ASPECTS.map((aspect) => [aspect, random.next() * 1.6 - 0.8]));
  return {
    id,
    name,
    team,
    story,
    pii: PII.has(name),
    public: PUBLIC.has(name),
    monthlyCost: COSTLY.has(name) ? random.whole(6_000, 24_000) : random.whole(150, 3_800),
    account: `2000000000${String(index + 10).padStart(2, '0')}`,
    repository: `github.com/example-org/${id}`,
    hosts,
    database: `${id}-db`,
    bucket: `example-${id}-data`,
    service: `${id}-web`,
    people,
    target: (aspect, passed) => aim(story, ASPECTS.indexOf(aspect), passed, lean.get(aspect) ?? 0),
  };
}

/** Early aspects are worked on first: the model's order is also the order in which teams climb. */
function aim(story: Story, aspect: number, passed: number, lean: number): Level {
  const late = aspect / 14;
  switch (story) {
    case 'leading':
      return level(3.4 + 2.4 * passed - 1.5 * late + lean);
    case 'climbing':
      return level(1.2 + 3.8 * passed - 1.6 * late + lean);
    case 'steady':
      return level(3.1 - 1.5 * late + lean);
    case 'lapsed':
      return passed < 0.62 ? level(3.9 - 1.6 * late + lean) : 1;
    case 'neglected':
      return level(1.5 - 0.9 * late + lean * 0.8);
  }
}

function level(value: number): Level {
  const rounded = Math.round(Math.min(5, Math.max(1, value)));
  return rounded as Level; // clamped to 1..5 just above
}
