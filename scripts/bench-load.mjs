// `npm run bench:load`: builds, then asks a server with as many systems as wanted (bench/load.mjs).
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
await import(join(root, 'bench', 'load.mjs'));
