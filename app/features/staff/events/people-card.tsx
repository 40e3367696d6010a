import { useTranslation } from 'react-i18next'
import type { Attendee } from '#app/domain/events/attendees.server.ts'
import type { EventQuestion } from '#app/domain/events/questions.ts'
import { Title } from '#app/domain/search/person-line.tsx'
import { shortMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { PeopleState } from './tones.ts'

type PeopleCardProps = {
  state: PeopleState
  people: readonly Attendee[]
  /** Of all, shown or not. */
  count: number
  questions: readonly EventQuestion[]
}

/** Everybody of one state, with what they answered. */
export function PeopleCard({ state, people, count, questions }: PeopleCardProps) {
  const { t, i18n } = useTranslation('events')
  if (people.length === 0) return null
  const asked = state === 'withdrawn' || state === 'transferred' ? [] : questions
  return (
    <>
      <Table
        id={`table-${state}`}
        caption={t(`people.lists.${state}`, { count })}
        head={
          <>
            <ColumnHead>{t('workbook.name')}</ColumnHead>
            <ColumnHead>{t('workbook.seats')}</ColumnHead>
            <ColumnHead>{t('people.since')}</ColumnHead>
            {asked.map(({ id, label }) => (
              <ColumnHead key={id}>{label}</ColumnHead>
            ))}
          </>
        }
      >
        {people.map((one) => (
          <tr key={one.personId} data-person={one.line?.handle} data-state={state}>
            <RowHead>
              {one.line ? (
                <Anchor to={one.line.address}>
                  <Title line={one.line} />
                </Anchor>
              ) : (
                t('people.someone')
              )}
              {one.guests.length > 0 && (
                <div className="text-muted font-normal">{t('people.with', { names: one.guests.join(', ') })}</div>
              )}
            </RowHead>
            <Cell>{one.seats}</Cell>
            <Cell>{shortMoment(one.at, i18n.language)}</Cell>
            {asked.map(({ id }) => (
              <Cell key={id}>{one.answers[id] ?? '–'}</Cell>
            ))}
          </tr>
        ))}
      </Table>
      {count > people.length && <p className="text-muted">{t('people.more', { count: people.length })}</p>}
    </>
  )
}
