/** Parts of the administration, in the order of their tabs. */
export const SECTIONS = [
  'people',
  'machines',
  'systems',
  'rules',
  'exemptions',
  'webhooks',
  'audit',
  'organization',
] as const;
export type Section = (typeof SECTIONS)[number];
