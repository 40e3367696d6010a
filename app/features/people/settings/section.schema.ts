/**
 * The answers a section takes, and no others: names that are not asked for are dropped (no mass assignment). Errors are
 * text keys.
 */
import { z } from 'zod'
import { readCountry, readDate, readPhone, readPostcode, readWords } from '#app/i18n/read-answer.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Question } from './questions.ts'

/** A text turned into its stored form, or refused with the key of a message. */
export function read<T>(reader: (typed: string) => T | undefined, error: string) {
  return (typed: string, ctx: z.RefinementCtx): T => {
    const value = reader(typed)
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', message: error })
    return z.NEVER
  }
}

const MOST_WORDS = 60

/** One line or several, trimmed, `most` characters. */
export const line = (most = 200) => z.string({ error: 'required' }).trim().max(most, 'tooLong')
/** @param error the key of the message: a day is asked for, or a month will do */
export const date = (error: 'date' | 'month' = 'date') => line(30).transform(read(readDate, error))
export const phone = () => line(40).transform(read(readPhone, 'phone'))

function answer({ control, most, options }: Question, kept: unknown): z.ZodType {
  const standing = (typed: string) => (typed === kept ? typed : undefined)
  if (control === 'country')
    return line(most).transform(read((typed) => standing(typed) ?? readCountry(typed), 'country'))
  if (control === 'date') return date()
  if (control === 'phone') return phone()
  if (control === 'words')
    return line(most)
      .transform(readWords)
      .refine((words) => words.length <= MOST_WORDS, 'tooMany')
  if (control === 'ticks')
    return line()
      .transform(readWords)
      .refine((words) => words.every((word) => options!.includes(word)), 'choice')
  if (control === 'choice') return line().refine((value) => options!.includes(value), 'choice')
  if (control === 'yesNo') return z.enum(['yes', 'no'], 'choice').transform((value) => value === 'yes')
  return line(most)
}

/** @param kept answers that stand already and may stay, though no rule of today takes them, by field */
export function sectionSchema(questions: readonly Question[], kept: Partial<Record<FieldId, unknown>> = {}) {
  const shape = questions.map((question) => {
    const stands = kept[question.field]
    const known = question.control === 'choice' && typeof stands === 'string' ? [stands] : []
    const type = answer({ ...question, options: [...(question.options ?? []), ...known] }, stands)
    return [question.field, question.required ? type : type.optional()] as const
  })
  return z
    .object({ version: z.string().max(40).default(''), ...Object.fromEntries(shape) })
    .transform((answers: Record<string, unknown>, ctx) => withPostcode(answers, kept, ctx))
}

/** A post code is judged by the country that is typed beside it. */
function withPostcode(answers: Record<string, unknown>, kept: Partial<Record<FieldId, unknown>>, ctx: z.RefinementCtx) {
  const { homePostcode: typed, homeCountry } = answers
  if (typeof typed !== 'string' || typed === kept.homePostcode) return answers
  const homePostcode = readPostcode(typed, typeof homeCountry === 'string' ? homeCountry : null)
  if (homePostcode !== undefined) return { ...answers, homePostcode }
  ctx.addIssue({ code: 'custom', path: ['homePostcode'], message: 'postcode' })
  return z.NEVER
}
