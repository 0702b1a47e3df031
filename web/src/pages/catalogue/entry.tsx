import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { CatalogueAnswer } from '../../../../src/server/api.ts';
import { Icon } from '../../components/icon.tsx';
import { isWebAddress } from '../../components/reference.tsx';
import { Words } from '../../components/words.tsx';
import { text } from '../../text.ts';

type Tool = CatalogueAnswer['tools'][number];
type Format = CatalogueAnswer['formats'][number];
type Way = Tool['ways'][number];

/** A tool of the model: each way in, with what the format that it leads to proves. */
export function ToolEntry({
  tool,
  formats,
  open,
}: {
  tool: Tool;
  formats: ReadonlyMap<string, Format>;
  open: boolean;
}) {
  const entry = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!open || !entry.current) return;
    entry.current.open = true;
    // After the router has put the page where it was.
    const frame = requestAnimationFrame(() => entry.current?.scrollIntoView({ block: 'start' }));
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return (
    <li>
      <details ref={entry} className="card entry" id={tool.id}>
        <summary>
          <span className="entry-name">{tool.name}</span>
          <span className="entry-tags">
            {tool.aspects.map((aspect) => (
              <span key={aspect} className="tag">
                {text.aspects[aspect]}
              </span>
            ))}
          </span>
        </summary>
        <div className="entry-body">
          <p className="soft">
            <Words>{tool.today}</Words>{' '}
            {tool.url !== null && isWebAddress(tool.url) && (
              <a href={tool.url} rel="noreferrer noopener" title={text.common.newTab}>
                {text.catalogue.home}
                <Icon name="out" />
              </a>
            )}
          </p>
          {tool.ways.map((way) => (
            <section key={`${way.adapter} ${way.how}`} className="way">
              <h3>{text.catalogue.by(formats.get(way.adapter)?.title ?? way.adapter)}</h3>
              <WayIn way={way} />
              <Worth format={formats.get(way.adapter)} />
            </section>
          ))}
        </div>
      </details>
    </li>
  );
}

/** A format, whatever tool writes it. */
export function FormatEntry({ format }: { format: Format }) {
  return (
    <li>
      <details className="card entry">
        <summary>
          <span className="entry-name">{format.title}</span>
          <span className="entry-tags">
            <code>{format.id}</code>
          </span>
        </summary>
        <div className="entry-body">
          <p>
            {text.catalogue.reads} <Words english>{format.reads}</Words>.
          </p>
          {format.ways.map((way) => (
            <WayIn key={way.how} way={way} />
          ))}
          <Worth format={format} />
        </div>
      </details>
    </li>
  );
}

function WayIn({ way }: { way: Way }) {
  return (
    <>
      <p>
        <Words english>{way.how}</Words>
      </p>
      {way.code !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard
        <pre className="code" tabIndex={0}>
          <code>{way.code}</code>
        </pre>
      )}
    </>
  );
}

function Worth({ format }: { format: Format | undefined }) {
  if (!format) return null;
  return (
    <div className="worth">
      <div>
        <h4>{text.catalogue.proves}</h4>
        <ul>
          {format.proves.map((sentence) => (
            <li key={sentence}>
              <Words english>{sentence}</Words>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h4>{text.catalogue.limits}</h4>
        <ul>
          {format.limits.map((sentence) => (
            <li key={sentence}>
              <Words english>{sentence}</Words>
            </li>
          ))}
        </ul>
      </div>
      <p className="small">
        {format.aspects.length === Object.keys(text.aspects).length ? (
          text.catalogue.serves(text.catalogue.anyAspect.toLowerCase())
        ) : (
          <>
            {text.catalogue.serves('')}
            {format.aspects.map((aspect) => (
              <Link key={aspect} to="/aspects/$aspect" params={{ aspect }} className="tag">
                {text.aspects[aspect]}
              </Link>
            ))}
          </>
        )}
      </p>
    </div>
  );
}
