import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { APPLICATION_STAGES, type BoardColumn } from '#app/vocabulary/offers.ts'
import { TONES } from './application-tones.ts'
import type { BoardCard } from './board.server.ts'

interface Column {
  id: BoardColumn
  cards: BoardCard[]
}

/** One of the company's offers, or all of them: a plain form, its address is the choice. */
export function BoardFilter({ offers, chosen }: { offers: { id: string; title: string }[]; chosen: string | null }) {
  const { t } = useTranslation('applications')
  if (offers.length < 2) return null
  return (
    <search>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <Select
          key={chosen}
          name="offre"
          label={t('board.filter')}
          empty={t('board.all')}
          options={offers.map(({ id, title }) => ({ value: id, label: title }))}
          defaultValue={chosen ?? ''}
        />
        <Button look="secondary">{t('board.show')}</Button>
      </form>
    </search>
  )
}

/** The columns, beside each other where there is room. */
export function Board({ columns, chosen }: { columns: Column[]; chosen: string | null }) {
  const { t } = useTranslation('applications')
  return (
    <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-4">
      {columns.map(({ id, cards }) => (
        <section key={id} aria-labelledby={`colonne-${id}`}>
          <h2 id={`colonne-${id}`} className="mb-2 text-base" data-stat={id} data-value={cards.length}>
            {t(`board.columns.${id}`)} ({cards.length})
          </h2>
          {cards.length === 0 ? (
            <p className="text-muted">{t('board.empty')}</p>
          ) : (
            <ul className="grid gap-3">
              {cards.map((one) => (
                <Card key={one.id} one={one} chosen={chosen} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function Card({ one, chosen }: { one: BoardCard; chosen: string | null }) {
  const { t, i18n } = useTranslation('applications')
  return (
    <li className="card" data-application={one.id} data-state={one.state}>
      <h3 className="text-base">
        <Anchor to={href.application(one.id)}>{one.name}</Anchor>
      </h3>
      <p className="text-sm">{one.offer.title}</p>
      <p className="text-sm text-muted">
        {t('own.at', { day: longDay(one.at, i18n.language) })}
        {one.nudged && ` · ${t('received.nudged')}`}
      </p>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={TONES[one.state]}>{t(`received.states.${one.state}`)}</Badge>
        {one.file && (
          <Anchor to={href.applicationFile(one.id)}>
            {t('one.file')}
            <span className="sr-only"> {one.name}</span>
          </Anchor>
        )}
      </p>
      {one.column !== 'answered' && <Moves one={one} chosen={chosen} />}
    </li>
  )
}

/** To the other columns by a plain form; an answer is written on the application's own page (C10). */
function Moves({ one, chosen }: { one: BoardCard; chosen: string | null }) {
  const { t } = useTranslation('applications')
  const named = <span className="sr-only"> {one.name}</span>
  return (
    <Form method="post" className="actions">
      <input type="hidden" name="application" value={one.id} />
      {chosen && <input type="hidden" name="offre" value={chosen} />}
      {(['unread', ...APPLICATION_STAGES] as const)
        .filter((stage) => stage !== one.column)
        .map((stage) => (
          <Button key={stage} small look="secondary" name="stage" value={stage}>
            {t(`board.move.${stage}`)}
            {named}
          </Button>
        ))}
      <LinkButton small look="quiet" to={`${href.application(one.id)}#repondre`}>
        {t('board.answer')}
        {named}
      </LinkButton>
    </Form>
  )
}
