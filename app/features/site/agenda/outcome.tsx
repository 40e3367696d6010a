import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'

/** What the last form did, by the word in the page's address. */
const OUTCOMES = ['registered', 'waiting', 'withdrawn', 'declined'] as const

/** @returns the word of the address, if it is one of them */
export const outcomeOf = (word: string | null) => OUTCOMES.find((one) => one === word)

type OutcomeProps = { word: string | null; answer: { closed: boolean } | undefined }

/** Says what was done, or that registration closed meanwhile. */
export function Outcome({ word, answer }: OutcomeProps) {
  const { t } = useTranslation('agenda')
  const outcome = outcomeOf(word)
  if (answer)
    return answer.closed ? (
      <Alert tone="error" live>
        {t('register.closedNow')}
      </Alert>
    ) : null
  return outcome ? (
    <Alert tone="success" live>
      {t(`register.done.${outcome}`)}
    </Alert>
  ) : null
}
