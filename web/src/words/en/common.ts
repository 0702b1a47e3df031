import type { Level } from '../../../../src/records/words.ts';

export const common = {
  skip: 'Skip to the content',
  menu: 'Menu',
  loading: 'Loading',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  more: 'Show more',
  all: (number: number) => `Show all ${number}`,
  fewer: 'Show fewer',
  none: '–',
  unknown: 'Not known',
  yes: 'Yes',
  no: 'No',
  never: 'never',
  newTab: 'opens the tool’s own site',
  level: (level: Level) => `Level ${level}`,
  exempt: 'exempt',
  exemptLong: 'Exempt: the aspect does not apply here',
  of: (part: number, whole: number) => `${part} of ${whole}`,
  percent: (share: number) => `${Math.floor(share * 100)} %`,
};
