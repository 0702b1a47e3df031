import './command.css';

/** A command to type, shown so that it can be copied whole. */
export function Command({ children }: { children: string }) {
  return (
    <pre className="command">
      <span aria-hidden="true">$ </span>
      <code>{children}</code>
    </pre>
  );
}
