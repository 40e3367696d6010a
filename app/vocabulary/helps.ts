/** What people may help others with (« Peut aider »): closed words, as they are stored and looked for. Pure. */

/** Words of each: texts `common:helps.<word>`. */
export const HELPS = ['conseil', 'stage', 'visite', 'relecture', 'mentorat'] as const
export type Help = (typeof HELPS)[number]
