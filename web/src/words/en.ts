import { access } from './en/access.ts';
import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { asOf } from './en/asOf.ts';
import { aspect } from './en/aspect.ts';
import { catalogue } from './en/catalogue.ts';
import { climbs } from './en/climbs.ts';
import { common } from './en/common.ts';
import { empty } from './en/empty.ts';
import { errors } from './en/errors.ts';
import { evidence } from './en/evidence.ts';
import { example } from './en/example.ts';
import { exemptions } from './en/exemptions.ts';
import { focus } from './en/focus.ts';
import { growth } from './en/growth.ts';
import { lists } from './en/lists.ts';
import { mapping } from './en/mapping.ts';
import { marks } from './en/marks.ts';
import { nav } from './en/nav.ts';
import { palette } from './en/palette.ts';
import { plan } from './en/plan.ts';
import { portfolio } from './en/portfolio.ts';
import { problems } from './en/problems.ts';
import { document, proof } from './en/proof.ts';
import { report } from './en/report.ts';
import * as shared from './en/shared.ts';
import { standing } from './en/standing.ts';
import { system } from './en/system.ts';
import { systemList } from './en/systemList.ts';
import { theme } from './en/theme.ts';
import { workshop } from './en/workshop.ts';

/** Every string that the dashboard shows of its own, in English; a file for each page. */
export const en = {
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
  systemList,
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
  exemptions,
  climbs,
};

/** What every language says. */
export type Words = typeof en;
