import type { Export } from '../about.ts';
import type { Adapter } from '../adapter.ts';

const NOTICE = '<!-- Written from about.ts: UPDATE=1 npx vitest run src/adapters -->';

/** An adapter's page for people, in markdown. */
export function pageOf(adapter: Adapter): string {
  const { reads, exports, proves, limits } = adapter.about;
  const aspects = adapter.aspects.length === 15 ? 'any' : adapter.aspects.join(', ');
  return `${[
    NOTICE,
    `# ${adapter.id}: ${adapter.title}`,
    `Reads ${reads}. Aspects: ${aspects}.`,
    '## Export',
    ...exports.map(exportOf),
    'Then hand it in, with the name of the system where no attribution rule says whose it is:',
    '```sh\nassay import FILE --system SYSTEM\n```',
    '## What it proves',
    proves.map((sentence) => `- ${sentence}`).join('\n'),
    '## What it does not',
    limits.map((sentence) => `- ${sentence}`).join('\n'),
  ].join('\n\n')}\n`;
}

function exportOf({ how, code, language }: Export): string {
  if (code === undefined) return how;
  return `${how}\n\n\`\`\`${language ?? 'sh'}\n${code.trimEnd()}\n\`\`\``;
}

/** The table of all adapters, for the folder's page and for `docs/adapters.md`. */
export function tableOf(adapters: readonly Adapter[], base: string): string {
  const rows = adapters.map((adapter) => {
    const aspects = adapter.aspects.length === 15 ? 'any' : adapter.aspects.join(', ');
    return `| [${adapter.id}](${base}${adapter.id}/README.md) | ${adapter.about.reads.replaceAll('|', '\\|')} | ${aspects} |`;
  });
  return ['| adapter | reads | aspects |', '| --- | --- | --- |', ...rows].join('\n');
}
