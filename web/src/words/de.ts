import { access } from './de/access.ts';
import { account } from './de/account.ts';
import { admin } from './de/admin.ts';
import { asOf } from './de/asOf.ts';
import { aspect } from './de/aspect.ts';
import { catalogue } from './de/catalogue.ts';
import { climbs } from './de/climbs.ts';
import { common } from './de/common.ts';
import { empty } from './de/empty.ts';
import { errors } from './de/errors.ts';
import { evidence } from './de/evidence.ts';
import { example } from './de/example.ts';
import { exemptions } from './de/exemptions.ts';
import { focus } from './de/focus.ts';
import { growth } from './de/growth.ts';
import { lists } from './de/lists.ts';
import { mapping } from './de/mapping.ts';
import { marks } from './de/marks.ts';
import { nav } from './de/nav.ts';
import { palette } from './de/palette.ts';
import { plan } from './de/plan.ts';
import { portfolio } from './de/portfolio.ts';
import { problems } from './de/problems.ts';
import { document, proof } from './de/proof.ts';
import { report } from './de/report.ts';
import * as shared from './de/shared.ts';
import { standing } from './de/standing.ts';
import { system } from './de/system.ts';
import { systemList } from './de/systemList.ts';
import { theme } from './de/theme.ts';
import { workshop } from './de/workshop.ts';
import type { Words } from './en.ts';

/** Every string that the dashboard shows of its own, in German; a file for each page. */
export const de: Words = {
  name: 'Assay',
  ...shared,
  common,
  nav,
  theme,
  asOf,
  errors,
  access,
  admin,
  account,
  example,
  empty,
  palette,
  plan,
  portfolio,
  growth,
  mapping,
  marks,
  system,
  standing,
  catalogue,
  aspect,
  evidence,
  proof,
  document,
  lists,
  workshop,
  report,
  problems,
  focus,
  climbs,
  systemList,
  exemptions,
};
