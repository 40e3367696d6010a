/** Every letter there is, one line per feature: the one place to add to. */
import type { Letter } from './features/mailing/letter.ts'

export const LETTERS: readonly Letter[] = []
