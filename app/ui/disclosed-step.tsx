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
}

/** A step that is asked for twice: opened, it says what it does; its button sends `intent` to the page. */
export function DisclosedStep({ summary, text, button = summary, intent, look = 'danger' }: DisclosedStepProps) {
  return (
    <Disclosure summary={summary}>
      <Form method="post" className="form-stack" discover="none">
        <p>{text}</p>
        <div>
          <Button small look={look} name="intent" value={intent}>
            {button}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}
