import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import type { ConsentEvent } from '#app/domain/people/consent-events.server.ts'
import { formatDate } from '#app/i18n/format-value.ts'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { Select } from '#app/ui/select.tsx'
import type { Audience, Channel } from '#app/vocabulary/audiences.ts'
import type { FieldGroup } from '#app/vocabulary/fields.ts'
import type { FieldChoice } from './privacy.server.ts'

interface Page {
  groups: { group: FieldGroup; fields: FieldChoice[] }[]
  fixed: FieldChoice[]
  /** Why the association limits every field. */
  commonReason: string | null
  consents: { consent: string; given: boolean }[]
  /** Answers given so far, newest first. */
  history: ConsentEvent[]
  /** The field one came for: its group stands open. */
  asked: string | null
}

/** Consents, then every field with its two channels side by side, then what the association has decided. */
export function PrivacyFields({ page, answer }: { page: Page; answer: FormAnswer | undefined }) {
  const { t } = useTranslation('profile')
  const { groups, fixed, consents } = page
  return (
    <>
      {consents.length > 0 && (
        <Card id="accords" title={t('privacy:consents.title')}>
          {consents.map(({ consent, given }) => (
            <RadioGroup
              key={consent}
              name={`consent-${consent}`}
              legend={t(`privacy:consents.${consent}`)}
              inline
              defaultValue={answer?.typed[`consent-${consent}`] ?? standing(page, consent, given)}
              options={[
                { value: 'yes', label: t('yes') },
                { value: 'no', label: t('no') },
              ]}
            />
          ))}
          <ConsentHistory events={page.history} />
        </Card>
      )}
      {page.commonReason && <p className="reading text-muted">{page.commonReason}</p>}
      {groups.map(({ group, fields }) => (
        <Disclosure
          key={group}
          framed
          open={answer !== undefined || fields.some(({ field }) => field === page.asked)}
          summary={t('privacy:groupOf', { group: t(`fieldGroups.${group}`), count: fields.length })}
        >
          <div className="card form-stack">
            {fields.map((choice) => (
              <FieldAudiences key={choice.field} choice={choice} answer={answer} />
            ))}
          </div>
        </Disclosure>
      ))}
      {fixed.length > 0 && (
        <Card id="decide" title={t('privacy:fixed.title')}>
          <DefinitionList>
            {fixed.map(({ field, site, reason }) => (
              <Definition key={field} term={t(`fields.${field}`)}>
                {t(`who.${site.capped ?? site.now}`)}
                {reason && <span className="field-hint"> {reason}</span>}
              </Definition>
            ))}
          </DefinitionList>
        </Card>
      )}
    </>
  )
}

/** Nothing stands ticked before somebody answered: a consent is given, never supposed (GDPR, article 7). */
function standing({ history }: Page, consent: string, given: boolean): 'yes' | 'no' | null {
  if (!history.some((event) => event.consent === consent)) return null
  return given ? 'yes' : 'no'
}

/** What was answered when, and by whom. */
function ConsentHistory({ events }: { events: readonly ConsentEvent[] }) {
  const { t, i18n } = useTranslation('profile')
  if (events.length === 0) return <p className="text-muted">{t('privacy:consents.never')}</p>
  return (
    <Disclosure summary={t('privacy:consents.history', { count: events.length })}>
      <Rows plain>
        {events.map(({ consent, given, from, at }) => (
          <Row
            key={consent + at}
            title={t(`privacy:consents.${consent}`)}
            note={t(given ? 'privacy:consents.given' : 'privacy:consents.withdrawn', {
              who: t(`privacy:consents.from.${from}`),
            })}
            end={formatDate(at.slice(0, 10), i18n.language as 'fr' | 'en')}
          />
        ))}
      </Rows>
    </Disclosure>
  )
}

function FieldAudiences({ choice, answer }: { choice: FieldChoice; answer: FormAnswer | undefined }) {
  const { t } = useTranslation('profile')
  const { field, reason, leads, tells, closes } = choice
  const named = (fields: readonly string[]) => fields.map((one) => t(`fields.${one}`)).join(', ')
  const linked = [
    leads.length > 0 && t('privacy:leads', { fields: named(leads) }),
    tells.length > 0 && t('privacy:tells', { fields: named(tells) }),
    closes.length > 0 && t('privacy:closes', { fields: named(closes) }),
  ]
  const limited = choice.site.allowed.length < 5 || choice.print.allowed.length < 5
  return (
    <Fieldset
      id={field}
      legend={t(`fields.${field}`)}
      hint={[...linked, limited && reason].filter(Boolean).join(' ') || undefined}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <ChannelAudiences channel="site" choice={choice} answer={answer} />
        <ChannelAudiences channel="print" choice={choice} answer={answer} />
      </div>
    </Fieldset>
  )
}

function ChannelAudiences({
  channel,
  choice,
  answer,
}: {
  channel: Channel
  choice: FieldChoice
  answer: FormAnswer | undefined
}) {
  const { t } = useTranslation('profile')
  const { allowed, now, capped } = choice[channel]
  const name = `${channel}-${choice.field}`
  const words = (audience: Audience) => t(`who.${audience}`)
  const legend = (
    <>
      {t(`privacy:channels.${channel}`)} <span className="sr-only">{t(`fields.${choice.field}`)}</span>
    </>
  )
  if (allowed.length === 1)
    return (
      <p>
        {legend}
        <br />
        {words(capped ?? now)}
      </p>
    )
  const fields = choice.tells.map((one) => t(`fields.${one}`)).join(', ')
  return (
    <div>
      <Select
        name={name}
        label={legend}
        error={answer?.errors[name] ? t(`errors.${answer.errors[name][0]}`) : undefined}
        defaultValue={answer?.typed[name] ?? now}
        options={allowed.map((audience) => ({ value: audience, label: words(audience) }))}
      />
      {capped && (
        <p className="field-hint" data-capped={name}>
          {t('privacy:capped', { who: words(capped), fields })}
        </p>
      )}
    </div>
  )
}
