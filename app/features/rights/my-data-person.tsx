import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../ui/anchor.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Cell, ColumnHead, RowHead, Table } from '../../ui/table.tsx'
import { dayWords, momentWords } from './dates.ts'
import type { Opening, Trace } from './traces.server.ts'

/** One switch: listed, or known to the staff alone. */
export function ObjectionCard({ listed }: { listed: boolean }) {
  const { t } = useTranslation('rights')
  return (
    <Card
      id="annuaire"
      title={t('objection.title')}
      aside={<Badge tone={listed ? 'success' : 'warning'}>{t(listed ? 'objection.on' : 'objection.off')}</Badge>}
    >
      <p className="reading">{t(listed ? 'objection.textOn' : 'objection.textOff')}</p>
      <Form method="post" discover="none">
        <input type="hidden" name="intent" value="listed" />
        <input type="hidden" name="listed" value={listed ? 'no' : 'yes'} />
        <Button look="secondary">{t(listed ? 'objection.hide' : 'objection.show')}</Button>
      </Form>
    </Card>
  )
}

interface ConsentState {
  consent: string
  given: boolean
  history: readonly { given: boolean; from: string; at: string }[]
}

/** What was agreed to, since when, and each change. */
export function ConsentsCard({ consents }: { consents: readonly ConsentState[] }) {
  const { t, i18n } = useTranslation('rights')
  return (
    <Card
      id="accords"
      title={t('consents.title')}
      aside={<Anchor to="/parametres/confidentialite#accords">{t('consents.change')}</Anchor>}
    >
      {consents.map(({ consent, given, history }) => (
        <div key={consent}>
          <p>
            <Badge tone={given ? 'success' : 'neutral'}>{t(given ? 'consents.given' : 'consents.refused')}</Badge>{' '}
            {t(`consents.${consent}`)}
          </p>
          {history.length > 0 && (
            <Disclosure summary={t('consents.history', { count: history.length })}>
              <ul>
                {history.map((event) => (
                  <li key={event.at + event.given}>
                    {t(event.given ? 'consents.wasGiven' : 'consents.wasRefused', {
                      at: momentWords(event.at, i18n.language),
                      by: t(`consents.by.${event.from}`, { defaultValue: event.from }),
                    })}
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
      ))}
    </Card>
  )
}

/** « Qui a consulté ou modifié mes données »: the newest; the copy has them all. */
export function TracesCard({ traces, openings }: { traces: readonly Trace[]; openings: readonly Opening[] }) {
  const { t, i18n } = useTranslation('rights')
  return (
    <Card id="traces" title={t('traces.title')}>
      <p className="reading">{t('traces.text')}</p>
      {traces.length === 0 && openings.length === 0 && <p>{t('traces.none')}</p>}
      {traces.length > 0 && (
        <Table
          id="journal"
          caption={t('traces.changes')}
          head={
            <>
              <ColumnHead>{t('traces.at')}</ColumnHead>
              <ColumnHead>{t('traces.what')}</ColumnHead>
              <ColumnHead>{t('traces.by')}</ColumnHead>
            </>
          }
        >
          {traces.map(({ at, action, by, fields }) => (
            <tr key={at + action}>
              <RowHead>{momentWords(at, i18n.language)}</RowHead>
              <Cell>
                {t(`actions.${action.replace('.', '-')}`, { defaultValue: t('actions.other') })}
                {fields.length > 0 &&
                  ` · ${fields.map((field) => t(`fields.${field}`, { defaultValue: field })).join(', ')}`}
              </Cell>
              <Cell>{t(`traces.who.${by}`)}</Cell>
            </tr>
          ))}
        </Table>
      )}
      {openings.length > 0 && (
        <Disclosure summary={t('traces.openings', { count: openings.length })}>
          <ul>
            {openings.map(({ day, by }) => (
              <li key={`${day} ${by}`}>{t('traces.opened', { day: dayWords(day, i18n.language), by })}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  )
}
