import type { Output } from '../../records/words.ts';
import { englishDoubt } from './english-doubts.ts';
import type { Phrases } from './phrase.ts';
import { joined } from './pieces.ts';

const OUTPUTS: Readonly<Record<Output, string>> = {
  test: 'test',
  report: 'report',
  alert: 'alert',
  dashboard: 'dashboard view',
};

const list = (words: readonly string[]) => joined(words, 'and');
const last = (latest: string | undefined) => (latest === undefined ? '' : `, the latest on ${latest}`);

export const english: Phrases = {
  locale: 'en-GB',
  exempt: 'Exempt: it does not apply here for now.',
  never: 'No evidence that it was ever practised.',
  longAgo: (latest) => `Last practised on ${latest}, which is too long ago to count.`,
  once: (days, latest) => `Practised at least once in the last ${days} days${last(latest)}.`,
  nothingMore: 'Nothing that counts for more happened lately.',
  sustained({ days, automation, outputs, since, latest }) {
    const how = { manual: '', semi: ', at least semi-automated', full: ', fully automated' }[automation];
    const which = outputs.length > 0 ? `, with ${list(outputs.map((each) => `${OUTPUTS[each]}s`))}` : '';
    const began = since === undefined ? '' : `; at this level since ${since}`;
    return `Practised without a gap of more than ${days} days${how}${which}${began}${last(latest)}.`;
  },
  keepUp: (to, day) => `Keep it up: it falls to ${to} on ${day} unless something new arrives.`,
  forLevel: (level, parts) => `For level ${level}: ${parts.join('; ')}.`,
  practise({ outputs, automation, freshDays, sustainedDays }) {
    const how = { manual: '', semi: ', at least semi-automated', full: ' by a machine on its own' }[
      automation
    ];
    const what =
      outputs.length > 0
        ? `add ${list(outputs.map((each) => `${each === 'alert' ? 'an' : 'a'} ${OUTPUTS[each]}`))}`
        : 'practise it';
    return `${what} at least every ${freshDays} days${how}, for ${sustainedDays} days`;
  },
  goOn: (freshDays, until) => `keep it up, at least every ${freshDays} days, until ${until}`,
  handInInventory: (needed, counted) =>
    `hand in an inventory, for coverage is unknown and ${needed} is needed (${counted})`,
  reachMore: (share, needed, counted) =>
    `reach more: coverage is ${share} and ${needed} is needed (${counted})`,
  doubt: englishDoubt,
  facts: { pii: 'Personal data', public: 'Facing the public', monthlyCost: 'Monthly cost' },
  yes: (value) => (value ? 'yes' : 'no'),
  disagrees: (fact, declared, observed) => `${fact}: declared ${declared}, but the records show ${observed}.`,
  unknown: (fact) => `${fact}: nobody said, and no record shows it.`,
  foreign: (fact, amount, currency) => `${fact}: ${amount} a month is not converted to ${currency}.`,
};
