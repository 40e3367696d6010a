import { useTranslation } from 'react-i18next'
import { TextInput } from '#app/ui/text-input.tsx'
import type { useAnswers } from './settings-frame.tsx'

/** The names of the fields, in the order of the page. */
export const POSITION_ORDER = ['jobTitle', 'workField', 'workLevel', 'workPhone', 'startedOn', 'endedOn']

/** What is asked about a position, whoever the company. */
export function PositionFields({ answers, past }: { answers: ReturnType<typeof useAnswers>; past: boolean }) {
  const { t } = useTranslation('profile')
  const optional = t('optional')
  return (
    <>
      <TextInput
        {...answers('jobTitle')}
        label={t('fields.jobTitle')}
        hint={t('hints.jobTitle')}
        autoComplete="organization-title"
      />
      <TextInput {...answers('workField')} label={t('fields.workField')} optional={optional} />
      <TextInput {...answers('workLevel')} label={t('fields.workLevel')} optional={optional} />
      <TextInput
        {...answers('workPhone')}
        label={t('fields.workPhone')}
        optional={optional}
        type="tel"
        autoComplete="work tel"
      />
      <TextInput
        {...answers('startedOn')}
        label={t('positions:positions.startedOn')}
        hint={t('hints.monthOrYear')}
        optional={optional}
        narrow
      />
      {past && (
        <TextInput
          {...answers('endedOn')}
          label={t('positions:positions.endedOn')}
          hint={t('hints.monthOrYear')}
          narrow
        />
      )}
    </>
  )
}
