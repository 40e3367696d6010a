/** Stored codes of audiences as choices by field. Pure. */
import { readChoiceCode } from '../../policy/vocabulary.ts'
import type { AudienceChoices } from '../../tenant/audience.ts'

/** @returns the choices that a column of codes keeps. */
export function choicesIn(codes: readonly number[]): AudienceChoices {
  return Object.fromEntries(
    codes.flatMap((code) => {
      const read = readChoiceCode(code)
      return read ? [[read.field, read.audience]] : []
    }),
  )
}
