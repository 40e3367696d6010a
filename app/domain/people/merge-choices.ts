/** Stored codes of audiences as choices by field. Pure. */

import type { AudienceChoices } from '#app/tenant/audience.ts'
import { readChoiceCode } from '#app/vocabulary/audiences.ts'

/** @returns the choices that a column of codes keeps. */
export function choicesIn(codes: readonly number[]): AudienceChoices {
  return Object.fromEntries(
    codes.flatMap((code) => {
      const read = readChoiceCode(code)
      return read ? [[read.field, read.audience]] : []
    }),
  )
}
