import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres/compte`: the keys of the account, and the rights over what is known of one. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  return { title: ctx.t('profile:pages.compte.title'), handle: ctx.account?.handle ?? null }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const CARDS = [
  {
    id: 'securite',
    lines: [
      { id: 'password', to: href.ownPassword },
      { id: 'factors', to: `${href.security}#deux-etapes` },
      { id: 'sessions', to: `${href.security}#appareils` },
    ],
  },
  {
    id: 'donnees',
    lines: [
      { id: 'copy', to: `${href.myData}#copie` },
      { id: 'rights', to: href.myData },
      { id: 'leave', to: `${href.myData}#suppression` },
    ],
  },
] as const

export default function Account() {
  const { t } = useTranslation('profile')
  const { handle } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame at="compte" handle={handle}>
      {CARDS.map(({ id, lines }) => (
        <Card key={id} id={id} title={t(`sections.${id}.title`)} flush>
          <Rows plain>
            {lines.map((line) => (
              <Row
                key={line.id}
                to={line.to}
                title={t(`rights:ownAccount.${line.id}.title`)}
                note={t(`rights:ownAccount.${line.id}.text`)}
              />
            ))}
          </Rows>
        </Card>
      ))}
    </SettingsFrame>
  )
}
