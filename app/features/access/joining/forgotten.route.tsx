import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type FormAnswer, initOf } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { doorAt } from '#app/domain/accounts/doors.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import { askRecovery, byProof, needDoor } from './forgotten.server.ts'
import { Sent } from './sent.tsx'

/** GET and POST `/mot-de-passe-oublie` and the same of companies and schools [S2]. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const door = doorAt(ctx.url.pathname)
  needDoor(ctx, door)
  const { login, contactEmail } = ctx.tenant.config
  return {
    title: ctx.t('access:forgotten.title'),
    sent: ctx.url.searchParams.has('envoye'),
    door,
    byEmail: door !== 'people' || login.forms[0] === '{email}',
    signIn: href.signInAt[door],
    contactEmail,
    proof: byProof(ctx, door) ? href.proveIdentityAt[door] : null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const door = doorAt(ctx.url.pathname)
  needDoor(ctx, door)
  const asked = await askRecovery(ctx, door, await sentForm(args.request))
  if (asked.kind === 'identity') return redirect(href.proveIdentityAt[door], 303)
  if (asked.kind === 'form') return data(asked.form, initOf(asked.form))
  return redirect(`${href.forgottenPasswordAt[door]}?envoye=1`, 303)
}

export const meta = pageMeta
/** How long to wait after too many; kept nowhere, as every page that says nothing of it. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export default function Forgotten() {
  const { t } = useTranslation('access')
  const { sent, proof, byEmail, signIn, contactEmail } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const fields = useFields(answer)
  if (sent && !answer)
    return (
      <Sent what="recovery">
        {proof && (
          <p>
            <Anchor to={proof}>{t('forgotten.lost')}</Anchor>
          </p>
        )}
      </Sent>
    )
  return (
    <Narrow>
      <PageHeading title={t('forgotten.title')} lead={t('forgotten.lead')} />
      <AccessForm answer={answer} order={['login']} send={t('continue')}>
        <TextInput
          {...fields('login')}
          label={t(byEmail ? 'fields.email' : 'fields.loginOrEmail')}
          hint={byEmail ? undefined : t('hints.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        {proof && (
          <RadioGroup
            name="access"
            legend={t('forgotten.access')}
            defaultValue="here"
            options={[
              { value: 'here', label: t('forgotten.here') },
              { value: 'lost', label: t('forgotten.gone'), hint: t('forgotten.goneHint') },
            ]}
          />
        )}
      </AccessForm>
      <p>
        {t('help')} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
      </p>
      <p>
        <Anchor to={signIn}>{t('toSignIn')}</Anchor>
      </p>
    </Narrow>
  )
}
