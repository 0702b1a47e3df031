import type { ReactNode } from 'react';
import { text } from '../../text.ts';
import './bare.css';

/** A page without the frame: one thing to do. */
export function Bare({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <main id="content" className="bare" tabIndex={-1}>
      <p className="bare-mark">
        <img src="/mark.svg" alt="" width="32" height="32" />
        <span>{text.name}</span>
      </p>
      <div className="bare-body card">
        <div className="page-head">
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
