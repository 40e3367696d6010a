/** Closed words of the carnet. */
export const CARNET_KINDS = ['birth', 'wedding', 'appointment', 'death'] as const
export type CarnetKind = (typeof CARNET_KINDS)[number]

export const CARNET_STATES = ['pending', 'published', 'refused', 'withdrawn'] as const
export type CarnetState = (typeof CARNET_STATES)[number]
