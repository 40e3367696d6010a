import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { longDay } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { STATE_TONES, usePlaceWords } from './offer-row.tsx'
import type { OwnLine } from './own.server.ts'

/** An offer to its author: where it stands, what came of it, and what is done about it most. */
export function OwnOffer({ one }: { one: OwnLine }) {
  const { t, i18n } = useTranslation('offers')
  const place = usePlaceWords()
  const until = one.state === 'published' ? t('own.until', { day: longDay(one.last, i18n.language) }) : null
  const words = [one.company, place(one), until, one.waits ? t('own.waits') : null]
  return (
    <li className="card" data-offer={one.id} data-state={one.state}>
      <div className="card-head">
        <h2 className="text-lg">
          <Anchor to={href.offer(one.id)}>{one.title}</Anchor>
        </h2>
        <Badge tone={STATE_TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
      </div>
      <p className="text-muted">{words.filter(Boolean).join(' · ')}</p>
      <OfferCounts one={one} />
      <OwnSteps one={one} />
    </li>
  )
}

/** How often it was read, and how many applied; before it was ever on line there is nothing to count. */
function OfferCounts({ one: { id, title, state, views, applications } }: { one: OwnLine }) {
  const { t } = useTranslation('offers')
  if ((state === 'draft' || state === 'pending') && views === 0 && !applications?.all) return null
  return (
    <p>
      <span data-stat="views" data-value={views}>
        {t('own.views', { count: views })}
      </span>
      {applications && (
        <>
          {' · '}
          <Anchor to={href.offerApplications(id)}>
            <span data-stat="applications" data-value={applications.all}>
              {t('own.applications', { count: applications.all })}
            </span>
            <span className="sr-only"> {title}</span>
          </Anchor>
          {applications.waiting > 0 && ` (${t('own.waiting', { count: applications.waiting })})`}
        </>
      )}
    </p>
  )
}

/** Change, publish again, copy; the rest stands on the offer's own page. */
function OwnSteps({ one: { id, title, changes, reopens, copies } }: { one: OwnLine }) {
  const { t } = useTranslation('offers')
  if (!changes && !reopens && !copies) return null
  const named = <span className="sr-only"> {title}</span>
  return (
    <div className="actions mt-3">
      {changes && (
        <LinkButton small look="secondary" to={href.offerEdit(id)}>
          {t('steps.change')}
          {named}
        </LinkButton>
      )}
      {reopens && (
        <Form method="post" action={href.offer(id)}>
          <Button small name="intent" value="reopen">
            {t('own.reopen')}
            {named}
          </Button>
        </Form>
      )}
      {copies && (
        <LinkButton small look="secondary" to={`${href.offerNew}?copie=${id}`}>
          {t('own.copy')}
          {named}
        </LinkButton>
      )}
    </div>
  )
}
