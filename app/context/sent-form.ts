/**
 * The one way to read a form that was sent: a body that is no form is the visitor's mistake, never a failure of ours.
 */
import { malformed, notAForm, unreadable } from './refusals.ts'

const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i

/**
 * @param body what to read in place of the request's own body, such as one that is counted
 * @throws Response 415 where the body is of another type, 400 where it cannot be taken apart, 422 for a zero byte in a
 * text: the database takes none
 */
export async function sentForm(request: Request, body: ReadableStream | null = request.body): Promise<FormData> {
  const type = request.headers.get('Content-Type')
  if (!body || (type === null && (await isEmpty(body)))) return new FormData()
  if (type === null || !FORM_TYPES.test(type)) throw notAForm()
  return withoutZero(await parsed(body, type))
}

/** @returns the form. @throws Response 422 for a zero byte in a text: the database takes none */
export function withoutZero(form: FormData): FormData {
  for (const [name, value] of form)
    if (name.includes('\0') || (typeof value === 'string' ? value : value.name).includes('\0')) throw unreadable()
  return form
}

/** @returns what was typed into these fields, without blanks around it; empty for one that was not sent */
export function typedFields<Field extends string>(
  form: FormData | undefined,
  fields: readonly Field[],
): Record<Field, string> {
  const typed = fields.map((field) => [field, String(form?.get(field) ?? '').trim()])
  return Object.fromEntries(typed) as Record<Field, string>
}

async function parsed(body: ReadableStream, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw malformed()
  }
}

/** Machines and scripts may post without a body: then nothing says which type it has. */
async function isEmpty(body: ReadableStream): Promise<boolean> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return true
    if (value?.length) {
      await reader.cancel()
      return false
    }
  }
}
