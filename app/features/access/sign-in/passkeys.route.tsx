import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { changePasskeys } from '#app/domain/accounts/factor-changes.server.ts'
import { type PasskeyLine, readPasskeys } from '#app/domain/accounts/passkeys.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { CodesCard } from './codes-card.tsx'
import { useMoment } from './moment.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { CurrentPassword, SecurityFrame } from './security-frame.tsx'

/** GET and POST `/parametres/securite/cles`: passkeys, added and taken away. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const passkeys = await ctx.sql((query) => readPasskeys(query, ctx.tenant.id, ctx.account!.accountId))
  return { title: ctx.t('account:passkeys.title'), passkeys }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { fault, cookie, codes = [] } = await changePasskeys(ctx, await sentForm(args.request))
  if (fault) return data({ fault, codes }, { status: 422 })
  const headers = cookie ? { 'Set-Cookie': cookie } : undefined
  if (codes.length > 0) return data({ fault: undefined, codes }, { headers })
  return redirect(`${href.security}?fait=${cookie ? 'cle' : 'retrait'}`, { status: 303, headers })
}

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => {
  actionHeaders.set('Cache-Control', 'no-store')
  return actionHeaders
}
export const meta = pageMeta

export default function Passkeys() {
  const { t } = useTranslation('account')
  const { passkeys } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const fault = answer?.fault
  if (answer && answer.codes.length > 0)
    return (
      <SecurityFrame title={t('passkeys.added')}>
        <CodesCard codes={answer.codes} />
      </SecurityFrame>
    )
  return (
    <SecurityFrame title={t('passkeys.title')} lead={t('passkeys.lead')} fault={fault && t(`passkeys.faults.${fault}`)}>
      {passkeys.length > 0 && (
        <Card id="liste" title={t('passkeys.list')}>
          <Rows plain>
            {passkeys.map((key) => (
              <KeyRow key={key.id} passkey={key} />
            ))}
          </Rows>
        </Card>
      )}
      <Card id="ajouter" title={t('passkeys.add')}>
        <PasskeyForm
          kind="add"
          question={href.passkeyQuestion}
          action={href.passkeys}
          label={t('passkeys.add')}
          look="primary"
        >
          <TextInput name="name" label={t('passkeys.name')} hint={t('passkeys.nameHint')} maxLength={60} />
          <CurrentPassword />
        </PasskeyForm>
        <noscript>
          <Alert>{t('passkeys.noScript')}</Alert>
        </noscript>
      </Card>
    </SecurityFrame>
  )
}

function KeyRow({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: PasskeyLine }) {
  const { t } = useTranslation('account')
  const moment = useMoment()
  return (
    <Row
      title={name}
      note={
        <>
          {t('passkeys.since', { day: moment(createdAt, 'day') })} ·{' '}
          {lastUsedAt ? t('passkeys.used', { moment: moment(lastUsedAt) }) : t('passkeys.unused')}
          <Disclosure summary={t('passkeys.remove')}>
            <Form method="post" className="form-stack">
              <input type="hidden" name="remove" value={id} />
              <CurrentPassword id={`mot-de-passe-${id.slice(0, 12)}`} />
              <div>
                <Button look="danger" small>
                  {t('passkeys.remove')} <span className="sr-only">{name}</span>
                </Button>
              </div>
            </Form>
          </Disclosure>
        </>
      }
    />
  )
}
