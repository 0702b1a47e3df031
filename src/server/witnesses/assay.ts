import { cosignatureVerifier } from '../../ledger/cosignature.ts';
import { openNote } from '../../ledger/note.ts';
import { readVerifierKey } from '../../ledger/note-keys.ts';
import { readSize } from '../../ledger/ranges.ts';
import { send } from '../../outbound/send.ts';
import { Refusal } from '../../records/refusal.ts';
import type { Hand, Handing } from './hand-over.ts';
import { continuation, forked } from './log.ts';

/** Hands the checkpoint to another Assay, or to any witness that speaks C2SP tlog-witness, which countersigns it. */
export const handToWitness: Hand = async (handing) => {
  const { log, seen } = handing;
  const first = Math.min(seen?.size ?? 0, log.size);
  let answer = await add(handing, first);
  if (answer.status === 403 && log.handovers.length > 0) {
    // It knows an earlier key: the log itself says that it has another.
    await follow(handing);
    answer = await add(handing, first);
  }
  if (answer.status === 409) {
    // It saw another checkpoint than we remember: it says which, and is shown that the log continues that one.
    const size = readSize(answer.body.trim());
    if (size === undefined) throw refused('It answered that it saw another checkpoint, and not which.');
    if (size > log.size) throw forked(`It saw ${size} leaves, and this log has ${log.size}.`);
    if (size === first)
      throw forked(`It saw ${size} leaves that are others than the first ${size} of this log.`);
    answer = await add(handing, size);
  }
  if (answer.status === 422) throw forked('It saw leaves that are others than the first ones of this log.');
  if (answer.status === 404) throw refused('It does not watch this log.');
  if (answer.status === 401 || answer.status === 403) throw refused('It knows another key of this log.');
  if (answer.status !== 200) throw refused(`It answered ${answer.status}.`, 'Check what it logs.');
  return { answer: null, line: ownLine(handing, answer.body) };
};

async function add(handing: Handing, from: number) {
  const { log } = handing;
  const proof = (await continuation(log, from)).map((hash) => `${hash}\n`);
  return post(handing, 'add-checkpoint', `old ${from}\n${proof.join('')}\n${log.own}`);
}

/** Of Assay alone: another kind of witness answers that it knows nothing of it. */
async function follow(handing: Handing): Promise<void> {
  const { origin, handovers } = handing.log;
  const said = handovers.map(({ leaf, proof }) => ({ leaf: String(leaf), proof: String(proof) }));
  await post(handing, 'add-key', JSON.stringify({ origin, handovers: said }));
}

async function post({ row, allow, resolve, signal }: Handing, path: string, body: string) {
  const outcome = await send(
    {
      method: 'POST',
      url: `${row.target.replace(/\/$/, '')}/${path}`,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body,
    },
    { allow, ...(resolve && { resolve }), ...(signal && { signal }) },
  );
  if (outcome.kind === 'failure') throw new Refusal('unreachable', outcome.message, {}, outcome.next);
  return { status: outcome.status, body: outcome.body?.toString('utf8') ?? '' };
}

/** The line of the very witness that was named. @throws Refusal unreachable where its signature is not there, or wrong */
function ownLine({ row, log }: Handing, body: string): string {
  const { name, key } = readVerifierKey(row.verifier ?? '');
  const line = body.split('\n').find((each) => each.startsWith(`— ${name} `));
  try {
    if (line === undefined) throw new Refusal('signature', 'its name is in no line of the answer');
    openNote(`${log.own}${line}\n`, [cosignatureVerifier(name, key)]);
    return `${line}\n`;
  } catch (error) {
    const why = error instanceof Refusal ? error.message : String(error);
    throw refused(`Its countersignature is not one of the key that was named: ${why}`, 'Compare its key.');
  }
}

function refused(why: string, next = 'Let whoever runs it name this log: assay witness watch KEY'): Refusal {
  return new Refusal('unreachable', why, {}, next);
}
