import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { decideOffer, readOfferDesk } from './desk.server.ts'
import { Changes, DecisionForm, Depositor, Reports, Words } from './offer-cards.tsx'

/** GET and POST `/admin/offres/:offer`: one offer, as it is decided about (E4, C2, C5, C6). */
export async function loader(args: LoaderFunctionArgs) {
  return readOfferDesk(await open(args, { needs: 'offers' }), args.params.offer ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'offers' })
  return decideOffer(ctx, args.params.offer ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OfferDesk() {
  const { t } = useTranslation('offers')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { title, id, state, done, excluding, oddities } = page
  return (
    <div className="stack" data-offer={id} data-state={state}>
      <PageHeading
        title={title}
        lead={page.words.company}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.offersDesk, text: t('desk.title') }, { text: title }]} />
        }
        actions={
          <LinkButton look="secondary" to={href.offer(id)}>
            {t('desk.look')}
          </LinkButton>
        }
      />
      {done && !answer && (
        <Alert tone={done === 'changed-meanwhile' ? 'warning' : 'success'} live>
          {t(`desk.done.${done}`)}
        </Alert>
      )}
      <p>
        <Badge tone={state === 'hidden' ? 'error' : 'info'}>{t(`states.${state}`)}</Badge>
      </p>
      {(excluding.length > 0 || oddities.length > 0) && (
        <Alert tone="warning" title={t('desk.flags')}>
          <ul>
            {excluding.map((one) => (
              <li key={one}>{t(`desk.excluding.${one}`)}</li>
            ))}
            {oddities.map((one) => (
              <li key={one}>{t(`desk.oddities.${one}`)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Words page={page} />
      <Depositor page={page} />
      <Reports reports={page.reports} />
      {page.decisions.length > 0 && <DecisionForm page={page} answer={answer} />}
      <Changes changes={page.changes} />
    </div>
  )
}
