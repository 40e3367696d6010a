import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Briefcase from 'lucide-react/icons/briefcase'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readOwn } from './own.server.ts'
import { OwnOffer } from './own-offer.tsx'

/** GET `/mes-offres` and `/recruteurs/offres`: what one deposited, in any state, and what came of it (E4, C2, S3). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwn(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnOffers() {
  const { t } = useTranslation('offers')
  const { title, formKey, lines, deposits, removed } = useLoaderData<typeof loader>()
  const deposit = deposits && <LinkButton to={href.offerNew}>{t('deposit')}</LinkButton>
  return (
    <FormKey.Provider value={formKey}>
      <PageHeading title={title} lead={t('own.lead')} actions={lines.length > 0 && deposit} />
      {removed && (
        <Alert tone="success" live>
          {t('done.removed')}
        </Alert>
      )}
      {lines.length === 0 ? (
        <EmptyState icon={Briefcase} title={t('own.none')} action={deposit}>
          <p>{t(deposits ? 'own.noneText' : 'own.notYours')}</p>
        </EmptyState>
      ) : (
        <ul className="stack" data-total={lines.length}>
          {lines.map((one) => (
            <OwnOffer key={one.id} one={one} />
          ))}
        </ul>
      )}
    </FormKey.Provider>
  )
}
