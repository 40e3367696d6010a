import { useTranslation } from 'react-i18next'
import { DOOR_WORDS, type DoorWord } from '#app/domain/events/door-words.ts'
import { Title } from '#app/domain/search/person-line.tsx'
import { clockTime } from '#app/i18n/format.ts'
import { Alert, type AlertTone } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import type { Comer, DoorAnswer } from './door.server.ts'

const TONES: Record<DoorWord, AlertTone> = {
  ...{ in: 'success', already: 'warning', otherDay: 'info', waiting: 'warning', unpaid: 'warning' },
  ...{ withdrawn: 'error', transferred: 'error', cancelled: 'error', unknown: 'error' },
} as const

type Shown = Pick<DoorAnswer, 'word' | 'name' | 'seats' | 'at'>

/** What became of a code or a line that was pressed: a colour, a word, and when. */
export function DoorResult({ answer: { word, name, seats, at } }: { answer: Shown }) {
  const { t, i18n } = useTranslation('events')
  const time = at ? clockTime(new Date(at), i18n.language) : ''
  return (
    <div className="door-result" data-state={word}>
      <Alert tone={TONES[word]} live title={t(`door.words.${word}`, { time })}>
        {name && <p>{name}</p>}
        {seats > 1 && word === 'in' && <p>{t('door.guests', { count: seats - 1 })}</p>}
      </Alert>
    </div>
  )
}

/** Somebody who comes, found by name: in, or to be let in. */
export function DoorLine({ one }: { one: Comer }) {
  const { t, i18n } = useTranslation('events')
  const { line, personId, seats, guests, enteredAt } = one
  const intent = enteredAt ? 'out' : 'in'
  return (
    <li data-person={line?.handle} data-state={enteredAt ? 'in' : 'registered'}>
      <div className="row-main">
        <span className="text-base font-semibold">{line ? <Title line={line} /> : t('people.someone')}</span>
        {seats > 1 && <div className="row-note">{t('door.guests', { count: seats - 1 })}</div>}
        {guests.length > 0 && <div className="row-note">{t('people.with', { names: guests.join(', ') })}</div>}
      </div>
      <div className="row-end">
        {enteredAt && (
          <Badge tone="success">{t('door.since', { time: clockTime(new Date(enteredAt), i18n.language) })}</Badge>
        )}
        <Form method="post">
          <input type="hidden" name="person" value={personId} />
          <Button small look={enteredAt ? 'quiet' : 'primary'} name="intent" value={intent}>
            {t(`door.${intent}`)}
          </Button>
        </Form>
      </div>
    </li>
  )
}

/** Places in a result that the page's script fills. */
const HOLES = { time: '{time}', name: '{name}', count: '{count}' } as const

/** The same results, one for each word, for the script that answers without a network. */
export function DoorTemplates() {
  const { t } = useTranslation('events')
  return DOOR_WORDS.map((word) => (
    <template key={word} data-word={word}>
      <div className="door-result">
        <Alert tone={TONES[word]} title={t(`door.words.${word}`, { time: HOLES.time })}>
          <p data-name="">{HOLES.name}</p>
          <p data-guests="">
            {t('door.guestCount')} {HOLES.count}
          </p>
        </Alert>
      </div>
    </template>
  ))
}
