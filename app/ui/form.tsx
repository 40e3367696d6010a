import { useFormAction } from '@remix-run/react'
import { createContext, type FormHTMLAttributes, useContext } from 'react'

/** The key of the page that is shown: forms sent twice from it are carried out once. Null where pages give none. */
export const FormKey = createContext<string | null>(null)

type SiteFormProps = FormHTMLAttributes<HTMLFormElement> & {
  /** One stays where one is in the page. */
  keepScroll?: boolean
}

/** A form of the site, sent to its own page unless told; one that changes something carries the page's key. */
export function Form(props: SiteFormProps) {
  return props.action === undefined ? <FormHere {...props} /> : <FormThere {...props} />
}

/** The page's address, and which of its layouts the form belongs to. */
function FormHere(props: SiteFormProps) {
  return <FormThere {...props} action={useFormAction()} />
}

function FormThere({ children, keepScroll, ...rest }: SiteFormProps) {
  const key = useContext(FormKey)
  const changes = rest.method?.toLowerCase() === 'post'
  return (
    <form data-keep-scroll={keepScroll ? '' : undefined} {...rest}>
      {children}
      {changes && key && <input type="hidden" name="form-key" value={key} />}
    </form>
  )
}
