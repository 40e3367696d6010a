import { useTranslation } from 'react-i18next'
import { Title } from '#app/domain/search/person-line.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import type { PlacesAnswer, QuestionTyped } from './places.server.ts'

/** Who came last to the list, where fewer places were asked for than are taken. */
export function Over({ over }: { over: NonNullable<PlacesAnswer['over']> }) {
  const { t } = useTranslation('events')
  return (
    <Alert tone="error" title={t('places.over', { count: over.taken })}>
      <ul>
        {over.lines.map((line) => (
          <li key={line.handle} data-person={line.handle}>
            <Title line={line} />
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** One question of an event: its words, what may be answered. */
export function Question({ n, question: { label, options, required } }: { n: number; question: QuestionTyped }) {
  const { t } = useTranslation('events')
  return (
    <div className="event-question">
      <TextInput name={`label-${n}`} label={t('places.question', { n: n + 1 })} defaultValue={label} />
      <Textarea name={`options-${n}`} rows={2} label={t('places.options')} defaultValue={options} />
      <Checkbox name={`required-${n}`} label={t('places.required')} defaultChecked={required} />
    </div>
  )
}
