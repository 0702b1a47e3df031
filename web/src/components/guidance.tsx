import { Link } from '@tanstack/react-router';
import type { Aspect, Model, Solution } from '../../../src/model/model.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { isWebAddress } from './reference.tsx';
import { Words } from './words.tsx';
import './guidance.css';

/** What the model says of an aspect: threats, advice, and the solutions with what became of each. */
export function Guidance({ model, aspect }: { model: Model; aspect: Aspect | undefined }) {
  if (!aspect) return null;
  return (
    <>
      <div className="guidance-pair">
        <section className="section" aria-labelledby="threats-title">
          <h2 id="threats-title">{text.aspect.threats}</h2>
          <ul className="threats">
            {aspect.threats.map((threat) => (
              <li key={threat.id}>
                <Words>{threat.text}</Words>
              </li>
            ))}
          </ul>
        </section>
        <section className="section" aria-labelledby="advice-title">
          <h2 id="advice-title">{text.aspect.advice}</h2>
          <ul className="advice">
            {aspect.advice.map((advice) => (
              <li key={advice.id} id={advice.id}>
                <Words>{advice.text}</Words>
                {advice.links?.filter(isWebAddress).map((link) => (
                  <a key={link} className="advice-link" href={link} rel="noreferrer noopener">
                    {new URL(link).hostname}
                  </a>
                ))}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section className="section" id="solutions" aria-labelledby="solutions-title">
        <div className="section-head">
          <h2 id="solutions-title">{text.aspect.solutions}</h2>
          <p>{text.aspect.solutionsLead}</p>
        </div>
        {groups(aspect.solutions).map(({ group, solutions }) => (
          <div key={group ?? ''} className="solution-group">
            {group !== undefined && <h3>{group}</h3>}
            <ul className="solutions">
              {solutions.map((solution, index) => (
                <SolutionCard
                  // The seed names some tools twice under one heading.
                  // biome-ignore lint/suspicious/noArrayIndexKey: the model does not change while it is shown.
                  key={`${solution.id} ${index}`}
                  solution={solution}
                  response={
                    model.responses.find((each) => each.id === solution.response)?.title ?? solution.response
                  }
                />
              ))}
            </ul>
          </div>
        ))}
      </section>
    </>
  );
}

function SolutionCard({ solution, response }: { solution: Solution; response: string }) {
  return (
    <li className="solution card">
      <p className="solution-name">
        {solution.url !== undefined && isWebAddress(solution.url) ? (
          <a href={solution.url} rel="noreferrer noopener" title={text.common.newTab}>
            {solution.name}
            <Icon name="out" />
          </a>
        ) : (
          solution.name
        )}
      </p>
      <p className="solution-today">
        <Words>{solution.today}</Words>
      </p>
      <p className="solution-tags">
        <span className="tag">{response}</span>
        <span className="tag">{text.aspect.kinds[solution.kind] ?? solution.kind}</span>
        {solution.openSource && <span className="tag">{text.aspect.open}</span>}
        <Link to="/catalogue" search={{ tool: solution.id }} className="tag good">
          {text.aspect.connect}
        </Link>
      </p>
    </li>
  );
}

/** Solutions under the headings of the model, in its order. */
function groups(solutions: readonly Solution[]): { group: string | undefined; solutions: Solution[] }[] {
  const found = new Map<string | undefined, Solution[]>();
  for (const solution of solutions) {
    const group = found.get(solution.group);
    if (group) group.push(solution);
    else found.set(solution.group, [solution]);
  }
  return [...found].map(([group, list]) => ({ group, solutions: list }));
}
