/** The four steps after an activation, each of which can wait, and where each stands. Shared by page and server. */
import * as href from '#app/addresses.ts'

export const STEPS = ['photo', 'poste', 'ville', 'visibilite'] as const
export type Step = (typeof STEPS)[number]

/** @returns the page of a step; without one, of the end */
export const stepAt = (step: Step | undefined): string => `${href.welcome}?etape=${step ?? 'fin'}`

/** @returns the step after this one; undefined after the last */
export const stepAfter = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) + 1]
