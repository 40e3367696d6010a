/** Answers of « Famille ». Errors are text keys. */
import { z } from 'zod'
import { TIE_KINDS } from '#app/domain/people/family-ties.server.ts'

export const tieSchema = z.object({
  /** Handle of the other person. */
  other: z.string({ error: 'required' }).trim().max(160),
  kind: z.enum(TIE_KINDS, 'choice'),
})
