import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import type { OfferStep } from '#app/policy/offer-steps.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import type { Author } from './offer.server.ts'
import { STATE_TONES } from './offer-row.tsx'
import type { wholeOf } from './shown-offer.server.ts'

export type WholeOffer = ReturnType<typeof wholeOf>

interface Page {
  offer: WholeOffer
  steps: OfferStep[]
  apply: 'link' | 'here' | 'applied' | 'full' | null
  /** How many applied, to its author. */
  applications: number | null
  because: string | null
  excluding: string[]
  author: Author
  relays: { handle: string; name: string }[]
  hiddenRelays: number
}

/** Kind, contract, place, pay, days. */
export function OfferFacts({ offer }: { offer: WholeOffer }) {
  const { t, i18n } = useTranslation('offers')
  const { kind, contract, town, country, remote, pay, startsOn, state, at, last } = offer
  const amount = (n: number) => countText(n, i18n.language)
  return (
    <Card id="offre" title={t('facts.title')}>
      <DefinitionList>
        <Definition term={t('facts.kind')}>{t(`kinds.${kind}`)}</Definition>
        {contract && <Definition term={t('facts.contract')}>{t(`contracts.${contract}`)}</Definition>}
        <Definition term={t('facts.place')}>{country ? `${town}, ${country}` : town}</Definition>
        <Definition term={t('facts.remote')}>{t(`remote.${remote}`)}</Definition>
        {pay && (
          <Definition term={t('facts.pay')}>
            {pay.from === pay.to
              ? t(`pay.${pay.per}`, { amount: amount(pay.from) })
              : t(`payRange.${pay.per}`, { from: amount(pay.from), to: amount(pay.to) })}
          </Definition>
        )}
        {startsOn && <Definition term={t('facts.starts')}>{longDay(startsOn, i18n.language)}</Definition>}
        {state === 'published' && (
          <>
            <Definition term={t('facts.at')}>{longDay(at, i18n.language)}</Definition>
            <Definition term={t('facts.last')}>{longDay(last, i18n.language)}</Definition>
          </>
        )}
      </DefinitionList>
    </Card>
  )
}

/** To its author: where it stands, why, and which wording shuts people out (C7). */
export function OfferNotes({ page: { offer, because, excluding } }: { page: Page }) {
  const { t } = useTranslation('offers')
  const { state, waits } = offer
  return (
    <div className="stack mb-6">
      <p>
        <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
      </p>
      {state !== 'published' && <Alert tone="info">{t(`stateTexts.${state}`)}</Alert>}
      {waits && <Alert tone="info">{t('stateTexts.waits')}</Alert>}
      {because && (state === 'refused' || state === 'hidden' || state === 'published') && (
        <Alert title={t('because')}>
          <p className="whitespace-pre-line">{because}</p>
        </Alert>
      )}
      {excluding.length > 0 && (
        <Alert tone="warning" title={t('excluding.title')}>
          <p>{t('excluding.text', { list: excluding.map((one) => t(`excluding.${one}`)).join(', ') })}</p>
        </Alert>
      )}
    </div>
  )
}

const LOOKS: Partial<Record<OfferStep, 'primary' | 'secondary' | 'danger'>> = { submit: 'primary', reopen: 'primary' }
/** Those that are asked about once more. */
const WEIGHTY: readonly OfferStep[] = ['withdraw', 'remove', 'prolong']

/** How one applies: on the recruiter's site, or here. */
function ApplyStep({ offer, apply }: Pick<Page, 'offer' | 'apply'>) {
  const { t } = useTranslation('offers')
  if (apply === 'link' && offer.applyUrl)
    return (
      <LinkButton to={offer.applyUrl} rel="noopener nofollow">
        {t('apply.link')}
      </LinkButton>
    )
  if (apply === 'here') return <LinkButton to={href.applyTo(offer.id)}>{t('apply.here')}</LinkButton>
  if (apply === 'applied')
    return (
      <LinkButton look="secondary" to={href.ownApplications}>
        {t('apply.applied')}
      </LinkButton>
    )
  return apply === 'full' ? <p>{t('apply.full')}</p> : null
}

/** What the viewer may do: apply, pass on, report; of one's own change, hand in, prolong, withdraw. */
export function OfferSteps({ page: { offer, steps, apply, applications } }: { page: Page }) {
  const { t } = useTranslation('offers')
  const buttons = steps.filter((one) => !['apply', 'change', 'report', ...WEIGHTY].includes(one))
  return (
    <div className="stack">
      <ApplyStep offer={offer} apply={apply} />
      {applications !== null && (
        <LinkButton to={href.offerApplications(offer.id)}>{t('apply.received', { count: applications })}</LinkButton>
      )}
      {steps.includes('change') && (
        <LinkButton look="secondary" to={href.offerEdit(offer.id)}>
          {t('steps.change')}
        </LinkButton>
      )}
      {buttons.length > 0 && (
        <Form method="post" className="actions">
          {buttons.map((one) => (
            <Button key={one} name="intent" value={one} look={LOOKS[one] ?? 'secondary'}>
              {t(`steps.${one}`)}
            </Button>
          ))}
        </Form>
      )}
      {steps.some((one) => one === 'relay') && <p className="text-sm text-muted">{t('relayText')}</p>}
      {WEIGHTY.filter((one) => steps.includes(one)).map((one) => (
        <Disclosure key={one} summary={t(`steps.${one}`)}>
          <Form method="post" className="form-stack">
            <p>{t(`confirm.${one}`)}</p>
            <div>
              <Button small look={one === 'prolong' ? 'primary' : 'danger'} name="intent" value={one}>
                {t(`steps.${one}`)}
              </Button>
            </div>
          </Form>
        </Disclosure>
      ))}
      {steps.includes('report') && (
        <p>
          <Anchor to={href.offerReport(offer.id)}>{t('steps.report')}</Anchor>
        </p>
      )}
    </div>
  )
}

/** Who deposited it and who passes it on, as the reader may see them. */
export function OfferPeople({ page: { offer, author, relays, hiddenRelays } }: { page: Page }) {
  const { t } = useTranslation('offers')
  return (
    <Card id="deposee" title={t('people.title')} level={2}>
      <p>
        {author.kind === 'person' ? (
          <>
            {t('people.by')}{' '}
            <span data-person={author.handle}>
              <Anchor to={href.profile(author.handle)}>{author.name}</Anchor>
            </span>
          </>
        ) : author.kind === 'organisation' && author.page ? (
          <Anchor to={author.page}>{t('people.page', { company: offer.company })}</Anchor>
        ) : (
          t(`people.${author.kind}`)
        )}
      </p>
      {(relays.length > 0 || hiddenRelays > 0) && (
        <>
          <h3 className="text-base">{t('people.relays')}</h3>
          <ul>
            {relays.map(({ handle, name }) => (
              <li key={handle} data-person={handle}>
                <Anchor to={href.profile(handle)}>{name}</Anchor>
              </li>
            ))}
            {hiddenRelays > 0 && <li>{t('people.hiddenRelays', { count: hiddenRelays })}</li>}
          </ul>
        </>
      )}
    </Card>
  )
}
