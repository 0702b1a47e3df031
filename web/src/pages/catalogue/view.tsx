import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId } from 'react';
import type { CatalogueAnswer } from '../../../../src/server/api.ts';
import { Answer } from '../../components/answer.tsx';
import { Field } from '../../components/field.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { FormatEntry, ToolEntry } from './entry.tsx';
import { formatsMatching, toolsMatching } from './matching.ts';
import { catalogueQuery } from './query.ts';
import './view.css';

const route = getRouteApi('/catalogue');

/** How each tool becomes evidence: what to export, what reads it, what it proves and what not. */
export function CataloguePage() {
  useTitle(text.catalogue.title);
  const catalogue = useQuery(catalogueQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.catalogue.title}</h1>
        <p>{text.catalogue.lead}</p>
      </div>
      <Answer query={catalogue} lines={14} page>
        {(data) => <Content catalogue={data} />}
      </Answer>
    </div>
  );
}

function Content({ catalogue }: { catalogue: CatalogueAnswer }) {
  const { q = '', aspect, tool: open } = route.useSearch();
  const tools = toolsMatching(catalogue.tools, { q, aspect });
  const formats = formatsMatching(catalogue.formats, { q, aspect });
  const byId = new Map(catalogue.formats.map((format) => [format.id, format]));
  return (
    <>
      <Filters q={q} aspect={aspect} />
      <p className="small soft" role="status">
        {text.catalogue.found(tools.length, formats.length)}
      </p>
      <section className="section" aria-labelledby="tools-title">
        <h2 id="tools-title">{text.catalogue.tools}</h2>
        {tools.length === 0 && <p className="soft">{text.catalogue.noTool}</p>}
        <ul className="entries">
          {tools.map((tool) => (
            <ToolEntry key={tool.id} tool={tool} formats={byId} open={tool.id === open} />
          ))}
        </ul>
      </section>
      <section className="section" aria-labelledby="formats-title">
        <h2 id="formats-title">{text.catalogue.formats}</h2>
        <p>{text.catalogue.formatsLead}</p>
        <ul className="entries">
          {formats.map((format) => (
            <FormatEntry key={format.id} format={format} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Filters({ q, aspect }: { q: string; aspect: string | undefined }) {
  const navigate = route.useNavigate();
  const id = useId();
  return (
    <search className="catalogue-filters">
      <Field
        label={text.catalogue.search}
        hint={text.catalogue.searchHint}
        type="search"
        value={q}
        onChange={({ target }) =>
          void navigate({
            search: (now) => ({ ...now, q: target.value || undefined, tool: undefined }),
            replace: true,
          })
        }
      />
      <div className="field">
        <label htmlFor={id}>{text.catalogue.aspect}</label>
        <select
          id={id}
          value={aspect ?? ''}
          onChange={({ target }) =>
            void navigate({
              search: (now) => ({ ...now, aspect: target.value || undefined, tool: undefined }),
              replace: true,
            })
          }
        >
          <option value="">{text.catalogue.anyAspect}</option>
          {Object.entries(text.aspects).map(([each, title]) => (
            <option key={each} value={each}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}
