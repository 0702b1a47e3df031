// `npm run build`: builds everything anew into dist/.
import { build, install } from './prepare.mjs';

install();
build({ force: true });
