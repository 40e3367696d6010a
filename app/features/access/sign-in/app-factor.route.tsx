import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { changeApp } from '#app/domain/accounts/factor-changes.server.ts'
import { proposeApp } from '#app/domain/accounts/totp.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { CodesCard } from './codes-card.tsx'
import { CurrentPassword, SecurityFrame } from './security-frame.tsx'

/** GET and POST `/parametres/securite/application`: an authenticator app, added by its first code or taken away. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return { title: ctx.t('account:app.title'), proposed: (await proposeApp(ctx)) ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { fault, cookie, codes = [] } = await changeApp(ctx, await sentForm(args.request))
  if (fault) return data({ fault, codes }, { status: 422 })
  const headers = cookie ? { 'Set-Cookie': cookie } : undefined
  if (codes.length > 0) return data({ fault: undefined, codes }, { headers })
  return redirect(`${href.security}?fait=${cookie ? 'application' : 'retrait'}`, { status: 303, headers })
}

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => {
  actionHeaders.set('Cache-Control', 'no-store')
  return actionHeaders
}
export const meta = pageMeta

export default function AppFactor() {
  const { t } = useTranslation('account')
  const { proposed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const fault = answer?.fault
  if (answer && answer.codes.length > 0)
    return (
      <SecurityFrame title={t('app.done')}>
        <CodesCard codes={answer.codes} />
      </SecurityFrame>
    )
  return (
    <SecurityFrame
      title={t('app.title')}
      lead={t(proposed ? 'app.lead' : 'app.isOn')}
      fault={fault === 'needed' ? t('factors.needed') : undefined}
    >
      <Form method="post" noValidate className="form-stack">
        {proposed && <Square proposed={proposed} />}
        <Card id="confirmer" title={t(proposed ? 'app.second' : 'app.remove')}>
          <div className="form-stack">
            {proposed && (
              <TextInput
                name="code"
                label={t('app.code')}
                hint={t('app.codeHint')}
                error={fault === 'code' ? t('app.wrong') : undefined}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={10}
                narrow
                required
              />
            )}
            <CurrentPassword fault={fault} />
            <div>
              <Button look={proposed ? 'primary' : 'danger'} name="intent" value={proposed ? 'add' : 'remove'}>
                {t(proposed ? 'app.add' : 'app.remove')}
              </Button>
            </div>
          </div>
        </Card>
      </Form>
    </SecurityFrame>
  )
}

type SquareProps = { proposed: { path: string; size: number; secret: string; address: string } }

/** The square an app reads, and the same as text. */
function Square({ proposed: { path, size, secret, address } }: SquareProps) {
  const { t } = useTranslation('account')
  return (
    <Card id="carre" title={t('app.first')}>
      <p className="mb-4">{t('app.scan')}</p>
      <svg viewBox={`0 0 ${size} ${size}`} width="240" height="240" role="img" aria-label={t('app.square')}>
        <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
        <path fill="#000" d={path} shapeRendering="crispEdges" />
      </svg>
      <p className="mt-4">
        <a href={address}>{t('app.here')}</a>
      </p>
      <p className="mt-4">{t('app.byHand')}</p>
      <p>
        <code data-secret>{secret}</code>
      </p>
    </Card>
  )
}
