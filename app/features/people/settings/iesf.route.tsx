import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { revealSecret } from './iesf.server.ts'
import { openOwn } from './own-record.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/**
 * GET and POST `/parametres/code-iesf`: the secret is read on a press of the button alone, and kept nowhere (rules.md,
 * "iesfCode").
 */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  return { title: ctx.t('fields.iesfCode'), handle: ctx.account?.handle ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const code = await revealSecret(await openOwn(args))
  return data({ code }, { headers: { 'Cache-Control': 'no-store' } })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function IesfCode() {
  const { t } = useTranslation('profile')
  const { title, handle } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsFrame at="fiche" title={title} lead={t('settings:iesf.about')} handle={handle}>
      <Card>
        {answer ? (
          <p role="status" className="text-xl">
            {answer.code ?? t('settings:iesf.none')}
          </p>
        ) : (
          <Form method="post">
            <Button>{t('settings:iesf.show')}</Button>
          </Form>
        )}
      </Card>
    </SettingsFrame>
  )
}
