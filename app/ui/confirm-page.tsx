import type { ReactNode } from 'react'
import { Button, LinkButton } from './button.tsx'
import { Form } from './form.tsx'
import { Actions, Narrow } from './layout.tsx'

type ConfirmPageProps = {
  title: ReactNode
  /** What will happen, to how many, and whether it can be undone. */
  children: ReactNode
  confirm: string
  /** It deletes, refuses or sends to many. */
  danger?: boolean
  cancel: { to: string; text: string }
  /** Where the form is sent; the page itself unless told. */
  action?: string
  hidden?: readonly { name: string; value: string }[]
  /** A reason to give, a word to type. */
  fields?: ReactNode
}

/** Asks before something that weighs; works as a page of its own. */
export function ConfirmPage({
  title,
  children,
  confirm,
  danger,
  cancel,
  action,
  hidden = [],
  fields,
}: ConfirmPageProps) {
  return (
    <Narrow>
      <h1>{title}</h1>
      <div className="reading">{children}</div>
      <Form method="post" action={action} className="form-stack">
        {hidden.map((entry) => (
          <input key={`${entry.name}=${entry.value}`} type="hidden" {...entry} />
        ))}
        {fields}
        <Actions>
          <Button look={danger ? 'danger' : 'primary'}>{confirm}</Button>
          <LinkButton look="secondary" to={cancel.to}>
            {cancel.text}
          </LinkButton>
        </Actions>
      </Form>
    </Narrow>
  )
}
