import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { about } from './about.ts';
import { frontMatter } from './front-matter.ts';
import { readMarkdownPlaybook } from './read.ts';

const TYPED =
  /^(type|kind|category|layout|doc_?type)\s*:\s*["']?((incident|response|security)[-_ ]?(response[-_ ]?)?)?(playbook|runbook)["']?\s*(#.*)?$/im;
const NAMED = /^(playbook|runbook|answers)\s*:/im;
/** Members that pages of other sorts have too, though seldom without any of those above. */
const RELATED = /^(alerts?|threats?)\s*:/im;

export const adapter: Adapter = {
  id: 'markdown-playbook',
  about,
  title: 'Playbook in Markdown',
  aspects: ['playbooks'],
  detect({ text }): Certainty {
    const found = frontMatter(text);
    if (!found) return 0;
    // Several YAML documents in one file begin in the same way, and go on with YAML.
    const line = found.body.split('\n').find((each) => each.trim() !== '') ?? '';
    if (/^[a-z_][\w.-]*:(\s|$)/.test(line)) return 0;
    if (TYPED.test(found.matter)) return CERTAIN;
    if (!/^(title|name)\s*:/im.test(found.matter) && !/^# /m.test(found.body)) return 0;
    if (NAMED.test(found.matter)) return LIKELY;
    return RELATED.test(found.matter) && /^[ \t]*(\d+[.)]|[-*+] \[[ x]\]) /im.test(found.body) ? LIKELY : 0;
  },
  read: readMarkdownPlaybook,
};
