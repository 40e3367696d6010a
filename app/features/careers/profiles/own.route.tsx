import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import UserRound from 'lucide-react/icons/user-round'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readOwnProfiles } from './own.server.ts'
import { OwnProfileCard } from './own-card.tsx'

/** GET `/mes-profils`: what one publishes for each purpose, until when, and who opened it (N2, C22). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnProfiles(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnProfiles() {
  const { t } = useTranslation('profiles')
  const { title, profiles, mayAdd, excluded, done } = useLoaderData<typeof loader>()
  const add = mayAdd && <LinkButton to={href.profileNew}>{t('own.add')}</LinkButton>
  return (
    <>
      <PageHeading
        title={title}
        lead={t('own.lead')}
        actions={
          <>
            {profiles.length > 0 && add}
            <LinkButton look="quiet" to={href.profileExclusions}>
              {t('own.excluded', { count: excluded })}
            </LinkButton>
          </>
        }
      />
      <div className="stack">
        {done && (
          <Alert tone="success" live>
            {t(`own.done.${done}`)}
          </Alert>
        )}
        {profiles.length === 0 ? (
          <EmptyState icon={UserRound} title={t('own.none')} action={add}>
            <p>{t('own.noneText')}</p>
          </EmptyState>
        ) : (
          <ul className="stack" data-total={profiles.length}>
            {profiles.map((one) => (
              <OwnProfileCard key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
