// `npm run build`: builds everything anew into dist/.
import { build, install } from './prepare.mjs';
import { writeBill } from './sbom.mjs';

install();
build({ force: true });
writeBill();
