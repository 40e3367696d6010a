import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { PAGE_AT, PAGE_IDS } from './sections.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres`: the six pages, and what stands on each. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  return { title: ctx.t('profile:settings'), handle: ctx.account?.handle ?? null }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Settings() {
  const { t } = useTranslation('profile')
  const { handle } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame handle={handle} lead={t('settingsLead')}>
      <Rows>
        {PAGE_IDS.map((id) => (
          <Row key={id} to={PAGE_AT[id]} title={t(`pages.${id}.title`)} note={t(`pages.${id}.lead`)} />
        ))}
      </Rows>
    </SettingsFrame>
  )
}
