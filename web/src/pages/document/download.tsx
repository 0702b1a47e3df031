import type { ReactNode } from 'react';

/** A button that saves a text as a file; nothing leaves the browser. */
export function Download({
  className,
  name,
  content,
  children,
}: {
  className: string;
  name: string;
  content: string;
  children: ReactNode;
}) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The browser has begun to save by the next turn.
    setTimeout(() => URL.revokeObjectURL(url));
  };
  return (
    <button type="button" className={className} onClick={save}>
      {children}
    </button>
  );
}
