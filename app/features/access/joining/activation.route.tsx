import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type FormAnswer, initOf } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Stepper } from '#app/ui/stepper.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import { askActivation, wayFor } from './activation.server.ts'
import { Sent } from './sent.tsx'

/** GET and POST `/activation` [I2]: name and year, then where to reach whoever asks. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  wayFor(ctx, 'record')
  const { contactEmail, name } = ctx.tenant.config
  return {
    title: ctx.t('access:activation.title'),
    sent: ctx.url.searchParams.has('envoye'),
    contactEmail,
    association: name,
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  wayFor(ctx, 'record')
  const answer = await askActivation(ctx, await sentForm(args.request))
  if (answer.kind === 'done') return redirect(`${href.activation}?envoye=1`, 303)
  const init = answer.step === 2 && !answer.wrong ? { status: 200 } : initOf(answer.form)
  return data({ step: answer.step, answer: answer.form }, init)
}

export const meta = pageMeta
/** How long to wait after too many; kept nowhere, as every page that says nothing of it. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

const NAMES = ['firstName', 'lastName', 'promotion']
const REACH = ['email', 'phone']

export default function Activation() {
  const { t } = useTranslation('access')
  const { sent, contactEmail } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { step: 1 | 2; answer: FormAnswer } | undefined
  const fields = useFields(result?.answer)
  if (sent && !result) return <Sent what="activation" />
  const second = result?.step === 2
  const kept = Object.fromEntries(NAMES.map((name) => [name, result?.answer.typed[name] ?? '']))
  return (
    <Narrow>
      <Stepper
        current={second ? 2 : 1}
        total={2}
        text={t('step', { current: second ? 2 : 1, total: 2 })}
        title={t(second ? 'activation.reach' : 'activation.names')}
        {...(second ? {} : { next: t('activation.next') })}
      />
      <p>{t(second ? 'activation.reachLead' : 'activation.lead')}</p>
      {second ? (
        <AccessForm
          key="2"
          answer={result?.answer}
          order={REACH}
          send={t('activation.send')}
          hidden={{ ...kept, step: '2' }}
        >
          <TextInput {...fields('email')} hint={t('hints.emailOnFile')} type="email" autoComplete="email" required />
          <TextInput {...fields('phone')} hint={t('hints.phone')} type="tel" autoComplete="tel" required />
        </AccessForm>
      ) : (
        <AccessForm key="1" answer={result?.answer} order={NAMES} send={t('continue')} hidden={{ step: '1' }}>
          <TextInput {...fields('firstName')} autoComplete="given-name" required />
          <TextInput {...fields('lastName')} hint={t('hints.lastName')} autoComplete="family-name" required />
          <TextInput {...fields('promotion')} hint={t('hints.promotion')} inputMode="numeric" narrow required />
        </AccessForm>
      )}
      <p>
        {t('help')} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
      </p>
      <p>
        <Anchor to={href.signIn}>{t('toSignIn')}</Anchor>
      </p>
    </Narrow>
  )
}
