import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readAddresses, saveAddresses } from './addresses.server.ts'
import { AddressList, LifetimeCard } from './addresses.tsx'
import { openOwn } from './own-record.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET and POST `/parametres/adresses`. */
export async function loader(args: LoaderFunctionArgs) {
  return readAddresses(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveAddresses(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Addresses() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const fault = Object.values(answer?.errors ?? {})[0]?.[0]
  return (
    <SettingsFrame section="adresses" handle={page.handle} saved={page.done === 'redirection' && !answer}>
      {page.done === 'lien' && !answer && (
        <Alert tone="success" live>
          {t('settings:addresses.sent')}
        </Alert>
      )}
      {fault && (
        <Alert tone="error" live>
          {t(`errors.${fault}`, { field: '' })}
        </Alert>
      )}
      <AddressList addresses={page.addresses} />
      <p>
        <Anchor to={href.ownContact}>{t('settings:addresses.change')}</Anchor>
      </p>
      {page.lifetime && <LifetimeCard address={page.lifetime} addresses={page.addresses} chosen={page.chosen} />}
    </SettingsFrame>
  )
}
