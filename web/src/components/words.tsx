/** A sentence whose commands stand between backticks, with these set as code. */
export function Words({ children }: { children: string }) {
  return children.split('`').map((part, index) => {
    // What stands at an odd place stood between two backticks; the parts of a sentence never change places.
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : part;
  });
}
