import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { notFound } from '../../context/refusals.ts'
import { Anchor } from '../../ui/anchor.tsx'
import { Narrow } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { FileInput, Textarea, TextInput } from '../../ui/text-input.tsx'
import type { FormAnswer } from '../profile/form-answer.server.ts'
import { AccessForm, useFields } from './access-form.tsx'
import { askWithProof } from './forgotten.server.ts'
import { Sent } from './sent.tsx'

/** GET and POST `/mot-de-passe-oublie/identite` [S2]: no access to the address on file any more. A federation has no records to compare with. */
async function openPeople(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  return ctx
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openPeople(args)
  return { title: ctx.t('access:identity.title'), sent: ctx.url.searchParams.has('envoye') }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await openPeople(args)
  const asked = await askWithProof(ctx, args.request)
  if (asked.kind === 'form') return data(asked.form, { status: 422 })
  return redirect('/mot-de-passe-oublie/identite?envoye=1', 303)
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

const ORDER = ['firstName', 'lastName', 'promotion', 'email', 'phone', 'proof', 'message']

export default function Identity() {
  const { t } = useTranslation('access')
  const { sent } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const fields = useFields(answer)
  if (sent && !answer) return <Sent what="identity" />
  return (
    <Narrow>
      <PageHeading title={t('identity.title')} lead={t('identity.lead')} />
      <AccessForm answer={answer} order={ORDER} send={t('identity.send')} multipart>
        <TextInput {...fields('firstName')} autoComplete="given-name" required />
        <TextInput {...fields('lastName')} hint={t('hints.lastName')} autoComplete="family-name" required />
        <TextInput {...fields('promotion')} hint={t('hints.promotion')} inputMode="numeric" narrow required />
        <TextInput {...fields('email')} hint={t('hints.emailNew')} type="email" autoComplete="email" required />
        <TextInput {...fields('phone')} hint={t('hints.phone')} type="tel" autoComplete="tel" required />
        <FileInput
          {...fields('proof')}
          defaultValue={undefined}
          hint={t('hints.proof')}
          accept="application/pdf,image/jpeg,image/png"
          required
        />
        <Textarea {...fields('message')} optional={t('optional')} rows={3} maxLength={2000} />
      </AccessForm>
      <p>{t('identity.kept')}</p>
      <p>
        <Anchor to="/mot-de-passe-oublie">{t('identity.back')}</Anchor>
      </p>
    </Narrow>
  )
}
