import type { Adapter } from './adapter.ts';
import { adapter as cyclonedx } from './cyclonedx/index.ts';
import { adapter as gitleaks } from './gitleaks/index.ts';
import { adapter as junit } from './junit/index.ts';
import { adapter as ocsf } from './ocsf/index.ts';
import { adapter as sarif } from './sarif/index.ts';
import { adapter as terraform } from './terraform/index.ts';

/** Every adapter, by id. Written from the folders: UPDATE=1 npx vitest run src/adapters/registry.test.ts */
export const ADAPTERS: readonly Adapter[] = [cyclonedx, gitleaks, junit, ocsf, sarif, terraform];
