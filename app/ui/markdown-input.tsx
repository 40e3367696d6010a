import Bold from 'lucide-react/icons/bold'
import Heading from 'lucide-react/icons/heading-2'
import Italic from 'lucide-react/icons/italic'
import Link from 'lucide-react/icons/link'
import List from 'lucide-react/icons/list'
import Quote from 'lucide-react/icons/quote'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { MARKS, type Mark } from './markdown-marks.ts'
import type { TextareaProps } from './text-input.tsx'

const ICONS = { bold: Bold, italic: Italic, heading: Heading, list: List, quote: Quote, link: Link } as const

export type MarkdownInputProps = TextareaProps & {
  /** The words of each button. */
  marks: Record<Mark, string>
  /** The words of the row of buttons. */
  toolbar: string
  /** What a button writes where no words are chosen. */
  sample: string
}

/**
 * A text in Markdown with buttons that write its signs (`browser/forms.ts`). Without scripts a button sends the form
 * with `intent` = `mark-bold` …, and the page answers with the sign written at the end.
 */
export function MarkdownInput({
  id,
  name,
  label,
  hint,
  error,
  optional,
  marks,
  toolbar,
  sample,
  className,
  rows = 14,
  ...rest
}: MarkdownInputProps) {
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div>
          <fieldset className="toolbar" aria-label={toolbar} data-sample={sample}>
            {MARKS.map((mark) => (
              <button
                key={mark}
                type="submit"
                name="intent"
                value={`mark-${mark}`}
                formNoValidate
                className="btn btn-quiet btn-small"
                title={marks[mark]}
              >
                <Icon of={ICONS[mark]} />
                <span className="sr-only">{marks[mark]}</span>
              </button>
            ))}
          </fieldset>
          <textarea rows={rows} className={classNames('control', className)} {...rest} {...control} />
        </div>
      )}
    </Field>
  )
}
