/** Transfers that people agree to one by one. Pure. */

/** People agree to these transfers one by one (rules.md, "ISEP", "Roles"). */
export const CONSENTS = ['school', 'recruiters', 'federation'] as const
export type Consent = (typeof CONSENTS)[number]
