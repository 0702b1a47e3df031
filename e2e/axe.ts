import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another theme can break. */
const COLOURS = ['cat.color'];

/**
 * What breaks WCAG 2.2 AA: rule, target and what to do, one line each, so that a failure says what is wrong.
 * @param only `colours` where the same page was looked at in another theme before
 */
export async function violations(page: Page, only?: 'colours'): Promise<string[]> {
  const tags = only === 'colours' ? COLOURS : TAGS;
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze();
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}
