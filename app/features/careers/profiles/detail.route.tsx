import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readDetail } from './detail.server.ts'
import { ProfileView } from './profile-view.tsx'

/** GET `/cvtheque/:profile`: opening it is counted, and told to its person (I11, N2; C18). */
export async function loader(args: LoaderFunctionArgs) {
  return readDetail(await open(args, { needs: 'read-profiles' }), args.params.profile ?? '')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function LibraryProfile() {
  const { t } = useTranslation('profiles')
  const { title, profile, talk, answers, opensCv } = useLoaderData<typeof loader>()
  const trail = [{ to: href.profileLibrary, text: t('library.title') }, { text: title }]
  return (
    <>
      <PageHeading
        title={<span data-field="pseudonym">{title}</span>}
        lead={t('detail.lead')}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          answers && (
            <LinkButton to={talk ? href.conversation(talk) : href.answerProfile(profile.id)}>
              {t(talk ? 'detail.talk' : 'detail.write')}
            </LinkButton>
          )
        }
      />
      <ProfileView profile={profile} />
      <p className="mt-4">
        {opensCv ? (
          <Anchor to={href.libraryCv(profile.id)}>{t('detail.cv')}</Anchor>
        ) : (
          answers && <span className="text-muted">{t('detail.cvShut')}</span>
        )}
      </p>
    </>
  )
}
