import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { readPosition, removePosition } from './positions.server.ts'
import { partAt } from './sections.ts'

/** GET and POST `/parametres/postes/:id/supprimer`: asks before a position goes for good. */
export async function loader(args: LoaderFunctionArgs) {
  return readPosition(await openOwn(args), args.params.id, 'remove')
}

export async function action(args: ActionFunctionArgs) {
  return removePosition(await openOwn(args), args.params.id)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function RemovePosition() {
  const { t } = useTranslation('profile')
  const { title, line } = useLoaderData<typeof loader>()
  return (
    <ConfirmPage
      title={title}
      confirm={t('actions.delete')}
      danger
      cancel={{ to: partAt(line.isCurrent ? 'postes' : 'parcours'), text: t('actions.cancel') }}
    >
      <p>{[line.title, line.company, line.span].filter(Boolean).join(' · ')}</p>
      <p>{t('positions:positions.removeText')}</p>
    </ConfirmPage>
  )
}
