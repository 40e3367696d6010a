import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { demandShare } from '#app/context/fair-share.ts'
import { open } from '#app/context/open.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { AroundResults } from './around.tsx'
import { type AroundPage, aroundPage } from './around-page.server.ts'

/** `/annuaire/autour-de-moi`: who lives or works near one's own town (S7). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'map' })
  await demandShare(ctx)
  return data({ title: ctx.t('directory:around.title'), page: await aroundPage(ctx) })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function AroundMe() {
  const { t } = useTranslation('directory')
  const { title, page } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={page.place ?? undefined}
        actions={
          <LinkButton look="secondary" to={href.directoryMap}>
            {t('around.map')}
          </LinkButton>
        }
      />
      <AroundResults page={page as AroundPage} />
    </div>
  )
}
