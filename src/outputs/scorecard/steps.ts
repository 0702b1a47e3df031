/** How far apart instants are at which levels are told over time. */
export const STEPS = ['week', 'month', 'quarter'] as const;
export type Step = (typeof STEPS)[number];
