/** What a form that could not be saved is answered: everything typed, and what is to be done about it. */
import { parseWithZod } from '@conform-to/zod/v4'
import { data } from '@remix-run/node'
import type { z } from 'zod'

export interface FormAnswer {
  /** What was typed, by field name. */
  typed: Record<string, string>
  /** Text keys under `profile:errors`, by field name. */
  errors: Record<string, string[]>
  /** The record changed meanwhile and nothing was saved: its version now, which sending again saves over. */
  conflict?: string
  /** Seconds before it may be sent again: nothing is wrong with it, there were too many. */
  wait?: number
  /** More came than the form takes, and nothing of it was kept. */
  tooLong?: boolean
}

/** Plain names only: nothing that a form's reader gives a meaning of its own, and nothing that every object has. */
const isName = (name: string) => /^[a-z][\w-]*$/i.test(name) && !(name in {})

/** @returns the answers that hold, or what is wrong with the others; names that the schema does not know are dropped */
export function readForm<Schema extends z.ZodType>(form: FormData, schema: Schema) {
  const named = new FormData()
  for (const [name, value] of form) if (isName(name)) named.append(name, value)
  return parseWithZod(named, { schema })
}

/** @returns the texts of a form, files and repeated names left out; passwords are never sent back. */
export function typedIn(form: FormData): Record<string, string> {
  const texts = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return Object.fromEntries(texts.filter(([name]) => isName(name) && !/password/i.test(name)))
}

/** @returns the answer to a form of which there were too many, everything typed in it. */
export const later = (form: FormData, wait: number): FormAnswer => ({ typed: typedIn(form), errors: {}, wait })

/** @returns the answer to a form of which more came than it takes: under one field's name, what is said of it. */
export const tooLong = (field: string, said: string): FormAnswer => ({
  typed: {},
  errors: { [field]: [said] },
  tooLong: true,
})

/** @returns how such an answer is sent: 429 with Retry-After where it waits, 413 where it was too long, else 422 */
export function initOf({ wait, tooLong: isTooLong }: Pick<FormAnswer, 'wait' | 'tooLong'>): {
  status: number
  headers?: Record<string, string>
} {
  return wait === undefined
    ? { status: isTooLong ? 413 : 422 }
    : { status: 429, headers: { 'Retry-After': String(wait) } }
}

/** 422: certain answers are to be looked at again. */
export function refused(form: FormData, errors: Record<string, string[] | null | undefined> | null | undefined) {
  const said = Object.entries(errors ?? {}).filter((pair): pair is [string, string[]] => Boolean(pair[1]?.length))
  const answer: FormAnswer = { typed: typedIn(form), errors: Object.fromEntries(said) }
  return data(answer, { status: 422 })
}

/** 413: more came than the form takes. */
export const formTooLong = (field: string, said: string) => data(tooLong(field, said), { status: 413 })

/** 409: somebody saved this record since the form was made. */
export function outdated(form: FormData, version: string) {
  const answer: FormAnswer = { typed: typedIn(form), errors: {}, conflict: version }
  return data(answer, { status: 409 })
}
