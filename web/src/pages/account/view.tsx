import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { AccountAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { sessionQuery } from '../../api/session.ts';
import { Answer } from '../../components/answer.tsx';
import { useTitle } from '../../components/title.ts';
import { text } from '../../text.ts';
import { Name } from './name.tsx';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { ProvingArea } from './prove.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Services } from './services.tsx';
import { Sessions } from './sessions.tsx';
import './view.css';

const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<AccountAnswer>(address('/account'), { signal }),
});

/** One's own account: how one signs in, and where one is signed in. */
export function AccountPage() {
  useTitle(text.account.title);
  const alone = useQuery(sessionQuery).data?.person?.alone;
  const { problem } = useSearch({ from: '/account' });
  const account = useQuery({ ...accountQuery, enabled: alone === false });
  if (alone) {
    return (
      <div className="page">
        <h1>{text.account.title}</h1>
        <p>
          {text.account.alone} <a href="/start">{text.account.makeOne}</a>
        </p>
      </div>
    );
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.account.title}</h1>
      </div>
      {problem && (
        <p className="problem card" role="alert">
          {text.account.problems[problem] ?? text.access.problems[problem] ?? text.access.problemUnknown}
        </p>
      )}
      <Answer query={account}>
        {(answer) => (
          <ProvingArea account={answer}>
            <p>
              {answer.name} <span className="soft">{answer.email}</span>
            </p>
            <Name name={answer.name} />
            <Password has={answer.password} />
            <SecondFactor on={answer.totp} left={answer.recoveryCodes} />
            <Passkeys passkeys={answer.passkeys} />
            <Services identities={answer.identities} />
            <Sessions sessions={answer.sessions} />
          </ProvingArea>
        )}
      </Answer>
    </div>
  );
}
