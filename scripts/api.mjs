// Compares docs/openapi.json with the one of the last released version (the newest tag vN.N.N): a breaking change fails.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesOf } from './compatibility.mjs';
import { root } from './prepare.mjs';

const DOCUMENT = 'docs/openapi.json';

function git(...words) {
  const done = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return done.status === 0 ? done.stdout : undefined;
}

const tag = git('tag', '--list', 'v[0-9]*', '--sort=-version:refname')
  ?.split('\n')
  .find((each) => /^v\d+\.\d+\.\d+$/.test(each));
const released = tag && git('show', `${tag}:${DOCUMENT}`);
if (!released) {
  console.log(
    tag
      ? `The API: ${tag} has no ${DOCUMENT}, so there is nothing to compare with`
      : 'The API: no version is released yet (no tag vN.N.N), so there is nothing to compare with',
  );
} else {
  const { breaking, added } = changesOf(
    JSON.parse(released),
    JSON.parse(readFileSync(join(root, DOCUMENT), 'utf8')),
  );
  for (const each of added) console.log(`added     ${each}`);
  for (const each of breaking) console.error(`breaking  ${each}`);
  console.log(`The API since ${tag}: ${added.length} additions, ${breaking.length} breaking changes`);
  if (breaking.length > 0) {
    console.error('What clients rely on within /api/v1 stays: keep what was, and add the new beside it');
    process.exitCode = 1;
  }
}
