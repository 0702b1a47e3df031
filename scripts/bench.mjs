// `npm run bench`: runs every bench and writes bench/RESULTS.md with the machine and the date.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { loadSection } from '../bench/load/section.mjs';
import { build, install, root } from './prepare.mjs';

install();
build();
const folder = join(root, 'bench');
const parts = [];
for (const name of readdirSync(folder)
  .filter((each) => each.endsWith('.bench.mjs'))
  .sort()) {
  console.error(`${name} ...`);
  const { run } = await import(join(folder, name));
  parts.push(await run());
}
const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
const date = new Date().toISOString().slice(0, 10);
const text = `# Results\n\nMeasured on ${date}: ${machine}. Ratios travel between machines; seconds do not.\n\n${[...parts, loadSection()].join('\n')}`;
writeFileSync(join(folder, 'RESULTS.md'), text);
console.log(text);
