import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { SECTIONS } from './sections.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres`: every part of one's own record. */
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
        {SECTIONS.map((id) => (
          <Row
            key={id}
            to={href.settingsSection(id)}
            title={t(`sections.${id}.title`)}
            note={t(`sections.${id}.lead`)}
          />
        ))}
        <Row to={href.myData} title={t('myData')} note={t('myDataLead')} />
      </Rows>
    </SettingsFrame>
  )
}
