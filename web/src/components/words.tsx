import { language } from '../words/language.ts';

/**
 * A sentence whose commands stand between backticks, with these set as code.
 * @param english a sentence that the server has in English only: it is marked so where the page speaks another
 *   language (WCAG 2.2, 3.1.2)
 */
export function Words({ children, english = false }: { children: string; english?: boolean }) {
  if (english && language !== 'en') {
    return (
      <span lang="en">
        <Words>{children}</Words>
      </span>
    );
  }
  return children.split('`').map((part, index) => {
    // What stands at an odd place stood between two backticks; the parts of a sentence never change places.
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : part;
  });
}
