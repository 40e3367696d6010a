import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Disclosure } from './disclosure.tsx'
import { Form } from './form.tsx'

type DisclosedStepProps = {
  /** What one opens; the button says the same unless told. */
  summary: ReactNode
  /** What it does, before one presses. */
  text: ReactNode
  button?: ReactNode
  /** Sent as `intent`. */
  intent: string
  look?: 'danger' | 'secondary'
  /** Sent with it: which of several things it is about. */
  hidden?: readonly { name: string; value: string }[]
}

/** A step that is asked for twice: opened, it says what it does; its button sends `intent` to the page. */
export function DisclosedStep({
  summary,
  text,
  button = summary,
  intent,
  look = 'danger',
  hidden = [],
}: DisclosedStepProps) {
  return (
    <Disclosure summary={summary}>
      <Form method="post" className="form-stack">
        <p>{text}</p>
        {hidden.map((one) => (
          <input key={one.name} type="hidden" {...one} />
        ))}
        <div>
          <Button small look={look} name="intent" value={intent}>
            {button}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
