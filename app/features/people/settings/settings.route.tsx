import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { PAGE_AT, PAGE_IDS } from './sections.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres`: the six pages, and what stands on each. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  const words = (key: string) => ctx.t(`privacy:publish.${key}`)
  const publishes = ctx.tenant.config.publication ? { title: words('title'), note: words('note') } : null
  const profiles = publishes && { title: words('profiles.title'), note: words('profiles.note') }
  return { title: ctx.t('profile:settings'), handle: ctx.account?.handle ?? null, publishes, profiles }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Settings() {
  const { t } = useTranslation('profile')
  const { handle, publishes, profiles } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame handle={handle} lead={t('settingsLead')}>
      <Rows>
        {publishes && <Row to={href.ownPublication} title={publishes.title} note={publishes.note} />}
        {profiles && <Row to={href.ownProfiles} title={profiles.title} note={profiles.note} />}
        {PAGE_IDS.map((id) => (
          <Row key={id} to={PAGE_AT[id]} title={t(`pages.${id}.title`)} note={t(`pages.${id}.lead`)} />
        ))}
      </Rows>
    </SettingsFrame>
  )
}
