import { Link } from '@tanstack/react-router';
import type { AspectId } from '../../../../src/records/words.ts';
import type { ModelAnswer } from '../../../../src/server/api.ts';
import { Scroller } from '../../components/scroller.tsx';
import { text } from '../../text.ts';
import './framework.css';

export type Crosswalk = ModelAnswer['crosswalk'][number];

/** A column of the map: an aspect, and its place among all of them. */
export interface MapColumn {
  aspect: AspectId;
  place: number;
}

/** All aspects, or those alone that a framework touches. */
export function columnsOf(aspects: readonly AspectId[], crosswalk: Crosswalk | undefined): MapColumn[] {
  const all = aspects.map((aspect, place) => ({ aspect, place }));
  const touched = new Set(crosswalk?.references.map(({ id }) => id));
  return crosswalk ? all.filter(({ aspect }) => touched.has(aspect)) : all;
}

/** The references of a framework in a column's head: the first one, and how many more; all of them on hover. */
export function HeadControls({ crosswalk, aspect }: { crosswalk: Crosswalk; aspect: string }) {
  const controls = crosswalk.references.find(({ id }) => id === aspect)?.controls ?? [];
  const [first, ...more] = controls;
  if (!first) return null;
  return (
    <span
      className="heat-controls number"
      title={controls.map(({ id, title }) => `${id}: ${title}`).join('\n')}
    >
      {' '}
      {first.id}
      {more.length > 0 && (
        <>
          <span aria-hidden="true"> {text.portfolio.moreControls(more.length)}</span>
          <span className="hidden">{more.map(({ id }) => `, ${id}`).join('')}</span>
        </>
      )}
    </span>
  );
}

/** What the chosen framework is, and that it narrows the map. */
export function FrameworkLead({ crosswalk }: { crosswalk: Crosswalk }) {
  const { title, version, url, references } = crosswalk;
  return (
    <p className="small soft">
      <a href={url} rel="noreferrer">
        {title} {version}
      </a>{' '}
      {text.portfolio.frameworkLead(references.length)}
    </p>
  );
}

/** All references of the chosen framework to aspects, as a table. */
export function References({ crosswalk }: { crosswalk: Crosswalk }) {
  const { title, text: what, references } = crosswalk;
  return (
    <details className="framework">
      <summary>{text.portfolio.controls(title)}</summary>
      <p className="soft">{what}</p>
      <Scroller label={text.portfolio.controls(title)}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{text.portfolio.aspectHead}</th>
              <th scope="col">{text.portfolio.control}</th>
              <th scope="col">{text.portfolio.controlSays}</th>
            </tr>
          </thead>
          <tbody>
            {references.flatMap(({ id, controls }) =>
              controls.map((control, index) => (
                <tr key={`${id} ${control.id}`}>
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={controls.length}>
                      <Link to="/aspects/$aspect" params={{ aspect: id }}>
                        {text.aspects[id]}
                      </Link>
                    </th>
                  )}
                  <td className="nowrap number">{control.id}</td>
                  <td>{control.title}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}
