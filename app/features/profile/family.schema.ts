/** Answers of « Famille ». Errors are text keys. */
import { z } from 'zod'

/** Kinds of ties as stored; words are texts `ties.<kind>`. */
export const TIE_KINDS = ['conjoint', 'parent', 'enfant', 'fratrie', 'autre'] as const

export const tieSchema = z.object({
  version: z.string().max(40).default(''),
  /** Handle of the other person. */
  other: z.string({ error: 'required' }).trim().max(160),
  kind: z.enum(TIE_KINDS, 'choice'),
})
