/** « Ne plus proposer », at the end of a suggested person's line. */
import X from 'lucide-react/icons/x'
import * as href from '#app/addresses.ts'
import { Form } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'

type DismissStepProps = {
  handle: string
  /** Names the person. */
  label: string
  /** Beside the icon, where there is room for it. */
  word?: string
  /** Where to go back to. */
  from: 'accueil' | 'suggestions'
}

/** A form that works without a script. */
export function DismissStep({ handle, label, word, from }: DismissStepProps) {
  return (
    <Form method="post" action={href.suggestions} className="row-act-form">
      <input type="hidden" name="personne" value={handle} />
      <input type="hidden" name="retour" value={from} />
      <button type="submit" className="row-act" name="intent" value="dismiss" aria-label={label} title={label}>
        <Icon of={X} />
        {word && <span>{word}</span>}
      </button>
    </Form>
  )
}
