export type FieldError = {
  /** The id of the field or fieldset. */
  field: string
  message: string
}

/**
 * What went wrong, above the form, in the same words as at the fields; takes the focus when it appears or changes.
 * Nothing when there is no error. Prefix the page's title too.
 */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly FieldError[] }) {
  if (errors.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: without JavaScript it is the browser that brings one to the errors
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The errors of a form by field, as Conform and Zod give them, in the order of the page. */
export function fieldErrors(errors: Record<string, readonly string[] | null | undefined>): FieldError[] {
  return Object.entries(errors).flatMap(([field, messages]) => (messages?.[0] ? [{ field, message: messages[0] }] : []))
}

/**
 * @param faults what is wrong with each field, as a code
 * @param word puts a code into words
 * @returns the words beside a field, and the lines of the summary
 */
export function faultWords<Field extends string>(
  faults: Partial<Record<Field, string>>,
  word: (fault: string) => string,
): { say: (field: Field) => string | undefined; lines: FieldError[] } {
  const said = Object.entries<string | undefined>(faults).flatMap(([field, fault]) =>
    fault ? [{ field, message: word(fault) }] : [],
  )
  return { say: (field) => said.find((one) => one.field === field)?.message, lines: said }
}
