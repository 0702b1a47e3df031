import { language } from '../words/language.ts';

/**
 * A sentence whose commands stand between backticks, with these set as code. What the server says is English, and
 * is marked so where the page speaks another language (WCAG 2.2, 3.1.2).
 * @param own a sentence of the dashboard itself
 */
export function Words({ children, own = false }: { children: string; own?: boolean }) {
  if (!own && language !== 'en') {
    return (
      <span lang="en">
        <Words own>{children}</Words>
      </span>
    );
  }
  return children.split('`').map((part, index) => {
    // What stands at an odd place stood between two backticks; the parts of a sentence never change places.
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : part;
  });
}
