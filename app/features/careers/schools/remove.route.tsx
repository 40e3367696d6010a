import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readRemoval, removePresentation } from './space.server.ts'

/** GET and POST `/ecoles/espace/suppression`: the school takes its page and its courses away by itself (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readRemoval(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  await sentForm(args.request)
  return removePresentation(ctx)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function RemoveSchool() {
  const { t } = useTranslation('schools')
  const { title, name } = useLoaderData<typeof loader>()
  return (
    <ConfirmPage
      title={title}
      confirm={t('remove.confirm')}
      danger
      cancel={{ to: href.schoolSpace, text: t('remove.cancel') }}
    >
      <p>{t('remove.text', { name })}</p>
      <p>
        {t('remove.account')} <Anchor to={href.myData}>{t('remove.accountLink')}</Anchor>
      </p>
    </ConfirmPage>
  )
}
