export function changesOf(before: object, after: object): { breaking: string[]; added: string[] };
