import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import type { ShownDoubt } from './doubts.server.ts'
import { FieldValues } from './field-values.tsx'

/** One doubtful line: what it says, why it is doubtful, whom it might be about. */
export function DoubtCard({ doubt: { line, label, reason, values, candidates } }: { doubt: ShownDoubt }) {
  const { t } = useTranslation('imports')
  const people = candidates.map(({ id, name, promotion, handle }) => ({
    value: id,
    label: promotion ? t('doubts.candidate', { name, promotion }) : name,
    hint: <Anchor to={href.member(handle)}>{t('doubts.record', { handle })}</Anchor>,
  }))
  return (
    <Card id={`ligne-${line}`} title={label || t('doubts.nameless')} aside={<span>{t('columns.line', { line })}</span>}>
      <p>{t(`doubtReasons.${reason}`)}</p>
      <FieldValues values={values} />
      <RadioGroup
        name={`line.${line}`}
        legend={t('doubts.who')}
        hint={t('doubts.later')}
        options={[...people, { value: 'new', label: t('doubts.new'), hint: t('doubts.newHint') }]}
      />
    </Card>
  )
}
