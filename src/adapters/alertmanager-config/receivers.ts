import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';

/** The configuration: the root of the file, or `spec` of the Kubernetes resource AlertmanagerConfig. */
export function configIn(value: unknown): Members | undefined {
  const root = asObject(value);
  return root?.kind === 'AlertmanagerConfig' ? asObject(root.spec) : root;
}

/**
 * Ways of delivery by receiver, e.g. `pagerduty`. Only the names of the settings are looked at: their values
 * are addresses, tokens and keys.
 */
export function receiversOf(config: Members): ReadonlyMap<string, readonly string[]> {
  const receivers = new Map<string, readonly string[]>();
  for (const element of asArray(config.receivers)) {
    const receiver = asObject(element);
    const name = asString(receiver?.name);
    if (!receiver || !name) continue;
    const ways: string[] = [];
    for (const [setting, value] of Object.entries(receiver)) {
      const way = /^([a-z0-9]+)(?:_configs|Configs)$/i.exec(setting)?.[1];
      if (way && asArray(value).length > 0) ways.push(way);
    }
    receivers.set(name, ways);
  }
  return receivers;
}
