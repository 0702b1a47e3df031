import type { Model } from '../model/model.ts';
import { Refusal } from '../records/refusal.ts';
import { LANGUAGES, type Language } from '../records/words.ts';
import type { OrganizationRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { dataFolder, type StoreOptions } from './options.ts';

/** A store opened for one command, and the organization that the command is about. */
export interface Session {
  store: Store;
  organization: OrganizationRow;
  model: Model;
}

/** Opens the store that the options and the environment name; makes an empty organization at first use. */
export async function openSessionStore(options: StoreOptions, context: Context): Promise<Store> {
  const { openStore } = await import('../store/open.ts');
  return openStore(await sessionLocation(options, context));
}

/** Where the store is that the options and the environment name. */
export async function sessionLocation(
  options: StoreOptions,
  context: Context,
): Promise<{ url: string } | { folder: string }> {
  const { settingValue } = await import('./settings.ts');
  const url = await settingValue('DATABASE_URL', context.env);
  return url && !options.data ? { url } : { folder: dataFolder(options.data, context) };
}

/** The model, with the user's overrides where the options or the environment name a folder. */
export async function sessionModel(
  option: string | undefined,
  context: Context,
  language?: Language,
): Promise<Model> {
  const { readModel, standardModelFolder } = await import('../model/read.ts');
  return readModel(standardModelFolder(), option ?? context.env['ASSAY_MODEL'], language);
}

/** The same in every other language. */
export function sessionTranslations(option: string | undefined, context: Context): Promise<Model[]> {
  const others = LANGUAGES.filter((language) => language !== 'en');
  return Promise.all(others.map((language) => sessionModel(option, context, language)));
}

/** Runs a command's work with store, organization and model, and closes the store whatever happens. */
export async function withSession<T>(
  options: StoreOptions & { model?: string },
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { ensureOrganization, shownOrganization } = await import('../intake/organization.ts');
  const model = await sessionModel(options.model, context);
  const store = await openSessionStore(options, context);
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await ensureOrganization(store, context.now(), zone);
    const organization = await shownOrganization(store, options.organization);
    if (!organization) {
      throw new Refusal(
        'not-found',
        `There is no organization "${options.organization}".`,
        {},
        'See: assay systems',
      );
    }
    return await work({ store, organization, model });
  } finally {
    await store.close();
  }
}
