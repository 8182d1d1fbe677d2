/** What a new installation needs before its first sale, in order. */
export const SETUP_STEPS = ['organisation', 'calendar', 'policy', 'contact-rules', 'test-message'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];
