import { useExample } from '../api/example.ts';
import { text } from '../text.ts';
import { Confirm } from './confirm.tsx';
import { ProblemNote } from './problem.tsx';
import './example-banner.css';

/** Says that what is shown is made up, with the way to be rid of it. */
export function ExampleBanner() {
  const { remove } = useExample();
  return (
    <aside className="example-banner no-print" aria-label={text.example.banner}>
      <p>{text.example.banner}</p>
      <Confirm
        label={remove.isPending ? text.example.removing : text.example.remove}
        title={text.example.confirmTitle}
        detail={text.example.confirmText}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
      {remove.isError && <ProblemNote error={remove.error} onRetry={() => remove.mutate()} />}
    </aside>
  );
}
