/** The address of the treasurer's lists as data. */
import { z } from 'zod'
import { startOfDay } from '#app/calendar/civil-day.ts'
import { isUuid } from '#app/db/uuid.ts'
import { BOOK_MEANS, BOOK_STATES, BOOK_VIEWS, type BooksQuery, PLAN_STATES } from './books-address.ts'

const day = () =>
  z
    .string()
    .refine((one) => startOfDay(one) !== undefined)
    .optional()
    .catch(undefined)

const schema = z.object({
  vue: z.enum(BOOK_VIEWS).catch('paiements'),
  q: z.string().trim().max(120).optional().catch(undefined),
  moyen: z.enum(BOOK_MEANS).optional().catch(undefined),
  etat: z
    .enum([...BOOK_STATES, ...PLAN_STATES])
    .optional()
    .catch(undefined),
  du: day(),
  au: day(),
  annee: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
  apres: z.string().refine(isUuid).optional().catch(undefined),
})

/** @returns what was asked; what cannot be read counts as not asked. */
export function readBooksQuery(params: URLSearchParams): BooksQuery {
  const { etat, annee, ...query } = schema.parse(
    Object.fromEntries([...params].filter(([, value]) => value.trim() !== '')),
  )
  const isOfView = query.vue === 'echeances' ? etat === 'late' : query.vue === 'paiements' && etat !== 'late'
  return {
    ...query,
    ...(etat && isOfView ? { etat } : {}),
    ...(annee && !query.du && !query.au ? { annee } : {}),
  }
}
