import { useTranslation } from 'react-i18next'
import { BOND_STEPS } from '#app/policy/contact-steps.ts'
import { Alert } from '#app/ui/alert.tsx'

/** What was just done, by the word in the address. */
export function DoneAlert({ done }: { done: string | null }) {
  const { t } = useTranslation('contacts')
  const step = BOND_STEPS.find((one) => one === done)
  if (!step) return null
  return (
    <Alert tone="success" live>
      {t(`done.${step}`)}
    </Alert>
  )
}
