import type { ImportAnswer } from '../../../src/server/api.ts';
import { ProblemError, readProblem } from '../api/problem.ts';
import { address } from '../api/request.ts';
import { text } from '../text.ts';

export interface UploadOptions {
  name: string;
  system: string | undefined;
  happened: string | undefined;
  /** Hears the share of the bytes that are sent, 0 to 1. */
  onSent: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Hands one file in. XMLHttpRequest, because fetch does not tell how much of a body is sent.
 * @throws ProblemError for a refusal; DOMException `AbortError` where it was cancelled; Error where the server
 * could not be reached.
 */
export function upload(file: File, options: UploadOptions): Promise<ImportAnswer> {
  const { name, system, happened, onSent, signal } = options;
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const abort = () => call.abort();
    call.open('POST', address('/imports', { name, system, happened }));
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('accept', 'application/json');
    call.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    call.upload.onload = () => onSent(1);
    call.onload = () => {
      if (call.status < 200 || call.status > 299)
        reject(new ProblemError(readProblem(call.status, call.responseText)));
      // The server validates what it sends against the same type.
      else resolve(JSON.parse(call.responseText) as ImportAnswer);
    };
    call.onerror = () => reject(new Error(text.errors.unreachable));
    call.onabort = () => reject(new DOMException(text.evidence.cancelled, 'AbortError'));
    call.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    call.send(file);
  });
}
