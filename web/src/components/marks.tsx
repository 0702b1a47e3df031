import type { Exposure } from '../../../src/outputs/scorecard/scorecard.ts';
import { text } from '../text.ts';
import './marks.css';

/** Criticality and production as two small marks; what is not known is shown as such, never as “no”. */
export function Marks({ criticality, production }: Pick<Exposure, 'criticality' | 'production'>) {
  return (
    <span className="marks">
      {criticality === null ? (
        <Mark shown="?" title={text.marks.criticalityUnknown} kind="unknown" />
      ) : (
        <Mark
          shown={text.marks.criticalityShort[criticality]}
          title={text.marks.criticality(text.criticality[criticality])}
          kind={criticality}
        />
      )}
      {production === null && <Mark shown="?" title={text.marks.productionUnknown} kind="unknown" />}
      {production && (
        <Mark shown={text.marks.productionShort} title={text.marks.production} kind="production" />
      )}
    </span>
  );
}

function Mark({ shown, title, kind }: { shown: string; title: string; kind: string }) {
  return (
    <span className="mark" data-kind={kind} title={title}>
      <span aria-hidden="true">{shown}</span>
      <span className="hidden">{title}</span>
    </span>
  );
}
