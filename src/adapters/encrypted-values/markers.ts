import type { Head } from '../../formats/document.ts';
import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { has } from '../shared/products.ts';

/** How values are encrypted in code. */
export type Way = 'ansible-vault' | 'hiera-eyaml' | 'sops' | 'chef' | 'sealed-secret';

export const TITLES: Readonly<Record<Way, string>> = {
  'ansible-vault': 'Ansible Vault',
  'hiera-eyaml': 'Hiera eyaml',
  sops: 'SOPS',
  chef: 'Chef encrypted data bags',
  'sealed-secret': 'Sealed Secrets',
};

/** The header of a file, or of a value inside one (Ansible documentation, "Format of files encrypted with Ansible Vault"). */
export const ANSIBLE = /^[ \t]*\$ANSIBLE_VAULT;\d+\.\d+;AES/;
/**
 * A value of hiera-eyaml, or of its GPG and cloud plugins (`ENC[PKCS7,…]`). Without a method it is PKCS #7, whose DER
 * in base64 begins with `MII`.
 */
export const EYAML = /ENC\[(?:(?:PKCS7|GPG|GKMS|KMS),|MII[A-Za-z0-9+/])/g;
/** A value of SOPS. */
export const SOPS = /ENC\[AES256_GCM,/g;

/** Which way the head shows, and how surely; undefined where it shows none. */
export function wayOf(head: Head): { way: Way; certainty: Certainty } | undefined {
  const { text } = head;
  if (new RegExp(ANSIBLE.source).test(text.slice(0, 200).trimStart())) return sure('ansible-vault');
  if (text.includes('ENC[AES256_GCM,') || /^[ \t]*"?sops"?[:{]/m.test(text.slice(0, 400))) {
    const known = /^sops:|"sops"\s*:\s*\{|^sops_(?:mac|version|lastmodified)=|^\[sops\]/m.test(text);
    if (known) return sure('sops');
    if (text.includes('ENC[AES256_GCM,')) return likely('sops');
  }
  const root = asObject(head.json) ?? asObject(head.yaml);
  if (root && isDataBagItem(root)) return sure('chef');
  if (root && isSealed(root)) return sure('sealed-secret');
  if (asArray(head.json).some((one) => isSealed(asObject(one) ?? {}))) return likely('sealed-secret');
  // Prose may quote markers: they count in YAML only.
  if (head.shape !== 'yaml' && !/\.e?ya?ml$/i.test(head.name)) return undefined;
  if (/^kind:[ \t]*SealedSecret[ \t]*$/m.test(text) && text.includes('bitnami.com/'))
    return likely('sealed-secret');
  if (new RegExp(ANSIBLE.source, 'm').test(text)) return likely('ansible-vault');
  return new RegExp(EYAML.source).test(text) ? likely('hiera-eyaml') : undefined;
}

function sure(way: Way) {
  return { way, certainty: CERTAIN };
}

function likely(way: Way) {
  return { way, certainty: LIKELY };
}

/** An item of an encrypted data bag: `id`, and members that hold `encrypted_data` (Chef Infra, "Data bags"). */
export function isDataBagItem(root: Members): boolean {
  return 'id' in root && Object.values(root).some(isEncryptedMember);
}

/** Versions 1 to 3 name the cipher, or at least the initialization vector, beside the data. */
export function isEncryptedMember(value: unknown): boolean {
  const one = asObject(value);
  return one !== undefined && has(one, 'encrypted_data') && (has(one, 'cipher') || has(one, 'iv'));
}

/** A Kubernetes resource of Sealed Secrets. */
export function isSealed(root: Members): boolean {
  return (
    root.kind === 'SealedSecret' &&
    /^bitnami\.com\//.test(asString(root.apiVersion) ?? '') &&
    member(root, 'spec') !== undefined
  );
}
