import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type FormAnswer, initOf } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { doorAt } from '#app/domain/accounts/doors.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FileInput, Textarea, TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import { askWithProof, byProof, needDoor } from './forgotten.server.ts'
import { Sent } from './sent.tsx'

/**
 * GET and POST `/mot-de-passe-oublie/identite` [S2], also for companies and schools: the address on file is lost.
 * @throws Response 404 where there is nothing to compare a proof with
 */
async function openDoor(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const door = doorAt(ctx.url.pathname)
  needDoor(ctx, door)
  if (!byProof(ctx, door)) throw notFound()
  return { ctx, door }
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, door } = await openDoor(args)
  const forgotten = href.forgottenPasswordAt[door]
  const period = periodText(ctx.t, periodOf(ctx.tenant.config.keep, 'credential'))
  return { title: ctx.t('access:identity.title'), door, forgotten, period, sent: ctx.url.searchParams.has('envoye') }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, door } = await openDoor(args)
  const asked = await askWithProof(ctx, door, args.request)
  if (asked.kind === 'form') return data(asked.form, initOf(asked.form))
  return redirect(`${href.proveIdentityAt[door]}?envoye=1`, 303)
}

export const meta = pageMeta
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

const ORDER = 'name siret firstName lastName promotion contactName email phone proof message'.split(' ')

export default function Identity() {
  const { t } = useTranslation('access')
  const { sent, door, forgotten, period } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const fields = useFields(answer)
  if (sent && !answer) return <Sent what="identity" />
  const isPerson = door === 'people'
  return (
    <Narrow>
      <PageHeading title={t('identity.title')} lead={t(isPerson ? 'identity.lead' : 'identity.leadEntity')} />
      <AccessForm answer={answer} order={ORDER} send={t('identity.send')} multipart>
        {isPerson ? <Person fields={fields} /> : <Entity fields={fields} door={door} />}
        <TextInput {...fields('email')} hint={t('hints.emailNew')} type="email" autoComplete="email" required />
        <TextInput {...fields('phone')} hint={t('hints.phone')} type="tel" autoComplete="tel" required />
        <FileInput
          {...fields('proof')}
          defaultValue={undefined}
          label={t(isPerson ? 'fields.proof' : 'fields.proofEntity')}
          hint={t(isPerson ? 'hints.proof' : 'hints.proofEntity')}
          accept="application/pdf,image/jpeg,image/png"
          required
        />
        <Textarea {...fields('message')} optional={t('optional')} rows={3} maxLength={2000} />
      </AccessForm>
      <p>{t('identity.kept', { period })}</p>
      <p>
        <Anchor to={forgotten}>{t('identity.back')}</Anchor>
      </p>
    </Narrow>
  )
}

type PartProps = { fields: ReturnType<typeof useFields> }

function Person({ fields }: PartProps) {
  const { t } = useTranslation('access')
  return (
    <>
      <TextInput {...fields('firstName')} autoComplete="given-name" required />
      <TextInput {...fields('lastName')} hint={t('hints.lastName')} autoComplete="family-name" required />
      <TextInput {...fields('promotion')} hint={t('hints.promotion')} inputMode="numeric" narrow required />
    </>
  )
}

/** The organisation as it is on file, and who asks on its behalf. */
function Entity({ fields, door }: PartProps & { door: string }) {
  const { t } = useTranslation('access')
  return (
    <>
      <TextInput {...fields('name')} label={t(`${door}.name`)} autoComplete="organization" required />
      {door === 'recruiters' && (
        <TextInput
          {...fields('siret')}
          optional={t('optional')}
          hint={t('hints.siret')}
          inputMode="numeric"
          maxLength={30}
        />
      )}
      <TextInput {...fields('contactName')} autoComplete="name" required />
    </>
  )
}
