import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

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

/** GET `/parametres/compte`: the keys of the account, and the rights over what is known of one. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  // In words here: the page needs few of the texts of either feature.
  const cards = CARDS.map(({ id, lines }) => ({
    id,
    lines: lines.map((line) => ({
      ...line,
      title: ctx.t(`rights:ownAccount.${line.id}.title`),
      text: ctx.t(`rights:ownAccount.${line.id}.text`),
    })),
  }))
  return { title: ctx.t('profile:pages.compte.title'), handle: ctx.account?.handle ?? null, cards }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Account() {
  const { t } = useTranslation('profile')
  const { handle, cards } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame at="compte" handle={handle}>
      {cards.map(({ id, lines }) => (
        <Card key={id} id={id} title={t(`sections.${id}.title`)} flush>
          <Rows plain>
            {lines.map(({ id: line, to, title, text }) => (
              <Row key={line} to={to} title={title} note={text} />
            ))}
          </Rows>
        </Card>
      ))}
    </SettingsFrame>
  )
}
