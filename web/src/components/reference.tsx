/** Where to look something up: a link where it is a web address, else the text as it is. */
export function Reference({ children }: { children: string }) {
  if (!isWebAddress(children)) return <code className="soft break">{children}</code>;
  return (
    <a className="break" href={children} rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** Only http and https are ever followed: what a document brings in could name any scheme. */
export function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
