import { type FormProps, Form as RouterForm } from '@remix-run/react'
import { createContext, useContext } from 'react'

/** The key of the page that is shown: forms sent twice from it are carried out once. Null where pages give none. */
export const FormKey = createContext<string | null>(null)

type SiteFormProps = FormProps & {
  /** One stays where one is in the page. */
  keepScroll?: boolean
}

/** A form of the site; one that changes something carries the page's key. */
export function Form({ children, keepScroll, ...rest }: SiteFormProps) {
  const key = useContext(FormKey)
  const changes = rest.method?.toLowerCase() === 'post'
  return (
    <RouterForm data-keep-scroll={keepScroll ? '' : undefined} {...rest}>
      {children}
      {changes && key && <input type="hidden" name="form-key" value={key} />}
    </RouterForm>
  )
}
