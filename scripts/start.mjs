// `npm start`: installs what is missing, builds what is stale, serves the dashboard.
import { spawnSync } from 'node:child_process';
import { build, install, root } from './prepare.mjs';

install();
build();
const child = spawnSync(process.execPath, ['dist/cli.js', 'serve', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(child.status ?? 130);
