import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeOfferPage, readOfferPage } from './offer.server.ts'
import { OfferFacts, OfferNotes, OfferPeople, OfferSteps } from './offer-parts.tsx'

/** GET and POST `/offres/:offer` (E4, I12; C1–C4). */
export async function loader(args: LoaderFunctionArgs) {
  return readOfferPage(await open(args), args.params.offer ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeOfferPage(ctx, args.params.offer ?? '', await sentForm(args.request))
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders

/** The title, and of what visitors find on line what search engines read. */
export function meta(args: Parameters<typeof pageMeta>[0]) {
  const { posting } = (args.data ?? {}) as { posting?: object | null }
  return [...pageMeta(args), ...(posting ? [{ 'script:ld+json': posting }] : [])]
}

export default function Offer() {
  const { t } = useTranslation('offers')
  const page = useLoaderData<typeof loader>()
  if (page.over)
    return (
      <EmptyState title={page.title} action={<LinkButton to={href.offers}>{t('over.others')}</LinkButton>}>
        <p>{t('over.text')}</p>
      </EmptyState>
    )
  const { offer, own, desk, done } = page
  const trail = [own ? { to: href.ownOffers, text: t('own.title') } : { to: href.offers, text: t('title') }]
  return (
    <FormKey.Provider value={page.formKey}>
      <article data-offer={offer.id} data-state={offer.state}>
        <PageHeading
          title={offer.title}
          lead={offer.company}
          above={<Breadcrumbs label={t('trail')} items={[...trail, { text: offer.title }]} />}
          actions={
            desk && (
              <LinkButton look="secondary" to={desk}>
                {t('desk.open')}
              </LinkButton>
            )
          }
        />
        {done && (
          <Alert tone="success" live>
            {t(`done.${done}`)}
          </Alert>
        )}
        {own && <OfferNotes page={page} />}
        <Split wideSide side={<OfferSteps page={page} />} below={<OfferPeople page={page} />}>
          <OfferFacts offer={offer} />
          <p className="reading whitespace-pre-line break-words">{offer.text}</p>
        </Split>
      </article>
    </FormKey.Provider>
  )
}
