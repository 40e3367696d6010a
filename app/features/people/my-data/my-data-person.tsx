import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { Opening, Trace } from '#app/domain/data-rights/traces.server.ts'
import { longDay, longMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'

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
      <Form method="post">
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
      aside={<Anchor to={`${href.privacy}#accords`}>{t('consents.change')}</Anchor>}
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
                      at: longMoment(event.at, i18n.language),
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

function TraceRow({ at, action, by, fields }: Trace) {
  const { t, i18n } = useTranslation('rights')
  const named = fields.map((field) => t(`fields.${field}`, { defaultValue: field }))
  const what = t(`actions.${action.replace('.', '-')}`, { defaultValue: t('actions.other') })
  return (
    <Row
      title={named.length > 0 ? `${what} · ${named.join(', ')}` : what}
      note={`${t(`traces.who.${by}`)} · ${longMoment(at, i18n.language)}`}
    />
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
        <Rows plain id="journal" aria-label={t('traces.changes')}>
          {traces.map((trace) => (
            <TraceRow key={`${trace.at} ${trace.action} ${trace.fields}`} {...trace} />
          ))}
        </Rows>
      )}
      {openings.length > 0 && (
        <Disclosure summary={t('traces.openings', { count: openings.length })}>
          <ul>
            {openings.map(({ day, by }) => (
              <li key={`${day} ${by}`}>{t('traces.opened', { day: longDay(day, i18n.language), by })}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  )
}
