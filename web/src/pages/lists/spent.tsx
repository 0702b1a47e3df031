import type { FacetsAnswer } from '../../../../src/server/api.ts';
import { text } from '../../text.ts';
import { moneyText } from './cells.tsx';

/** What was paid in all, and how much of it nobody answers for. */
export function Spent({
  facets,
  asked,
  onShow,
}: {
  facets: FacetsAnswer;
  /** Owners were chosen: what nobody answers for is then a part of something else. */
  asked: boolean;
  onShow: () => void;
}) {
  const nobody = facets.facets
    .find(({ facet }) => facet === 'owner')
    ?.values.find(({ value }) => value === '')?.amounts;
  return (
    <dl className="spent">
      {facets.amounts.map(({ currency, amount }) => {
        const unowned = nobody?.find((each) => each.currency === currency)?.amount ?? 0;
        return (
          <div key={currency} className="spent-sum card">
            <dt>{text.lists.spent}</dt>
            <dd>
              <strong>{moneyText(amount, currency)}</strong>
              <span className="small" hidden={asked}>
                {unowned > 0 ? (
                  <>
                    {text.lists.noOwner(
                      text.common.percent(unowned / Math.max(amount, unowned)),
                      moneyText(unowned, currency),
                    )}{' '}
                    <button type="button" className="button quiet" onClick={onShow}>
                      {text.lists.showThem}
                    </button>
                  </>
                ) : (
                  <span className="soft">{text.lists.allOwned}</span>
                )}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
