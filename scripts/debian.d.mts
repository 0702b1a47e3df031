export function installDebian(packages: readonly string[]): boolean;
