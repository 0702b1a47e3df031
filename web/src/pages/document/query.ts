import { queryOptions } from '@tanstack/react-query';
import type { DocumentProofAnswer } from '../../../../src/server/api.ts';
import { address, request } from '../../api/request.ts';
import { checkProof } from '../../proof/check.ts';

/** What the log says of a document, and the proof that it is in there. */
export function documentProofQuery(document: string) {
  return queryOptions({
    queryKey: ['document-proof', document],
    queryFn: ({ signal }) =>
      request<DocumentProofAnswer>(address(`/documents/${encodeURIComponent(document)}/proof`), { signal }),
  });
}

/** What this browser says to a proof. */
export function checkQuery(proved: DocumentProofAnswer) {
  return queryOptions({
    queryKey: ['proof-check', proved.proof, proved.hash],
    queryFn: () => checkProof(proved),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
