import type { LoaderFunctionArgs } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

/** GET `/compte-supprime`: where one stands after deleting one's account. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return { title: ctx.t('rights:deleted.title') }
}

export const meta = pageMeta

export default function Deleted() {
  const { t } = useTranslation('rights')
  return (
    <Narrow>
      <PageHeading title={t('deleted.title')} lead={t('deleted.lead')} />
      <p className="reading">{t('deleted.text')}</p>
      <LinkButton look="secondary" to="/">
        {t('deleted.home')}
      </LinkButton>
    </Narrow>
  )
}
