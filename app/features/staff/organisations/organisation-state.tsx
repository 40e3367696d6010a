import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'

type OrganisationStateProps = {
  kind: string
  validatedAt: string | null
  completedAt: string | null
  hasPass: boolean
  /** What the association asks of such an account. */
  requires: string
}

/** Whether the account has what the association's rules ask for. */
export function OrganisationState({ validatedAt, completedAt, hasPass, requires }: OrganisationStateProps) {
  const { t } = useTranslation('admin')
  const states: Record<string, [boolean, string, string]> = {
    validation: [validatedAt !== null, 'validated', 'waiting'],
    completion: [completedAt !== null, 'completed', 'incomplete'],
    pass: [hasPass, 'pass', 'noPass'],
    nothing: [true, 'validated', 'validated'],
  }
  const [met, yes, no] = states[requires] ?? states.validation!
  return (
    <span className="whitespace-nowrap">
      <Badge tone={met ? 'success' : 'warning'}>{t(`organisations.states.${met ? yes : no}`)}</Badge>
    </span>
  )
}
