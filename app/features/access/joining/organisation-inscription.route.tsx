import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type FormAnswer, initOf } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { doorAt } from '#app/domain/accounts/doors.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import { needDoor } from './forgotten.server.ts'
import { askOrganisation } from './inscription.server.ts'
import { Sent } from './sent.tsx'

/** GET and POST `/recruteurs/inscription` and `/ecoles/inscription` [N1, P5]. */
async function openDoor(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const door = doorAt(ctx.url.pathname)
  if (door === 'people') throw notFound()
  needDoor(ctx, door)
  return { ctx, door }
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, door } = await openDoor(args)
  const { recruiters, schools, name } = ctx.tenant.config
  return {
    title: ctx.t(`access:${door}.title`),
    sent: ctx.url.searchParams.has('envoye'),
    door,
    requires: (door === 'recruiters' ? recruiters?.requires : schools?.requires) ?? 'nothing',
    association: name,
    signIn: href.signInAt[door],
  }
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, door } = await openDoor(args)
  const asked = await askOrganisation(ctx, door, await sentForm(args.request))
  if (asked.kind === 'form') return data(asked.form, initOf(asked.form))
  return redirect(`${href.registrationAt[door]}?envoye=1`, 303)
}

export const meta = pageMeta
/** How long to wait after too many; kept nowhere, as every page that says nothing of it. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

const ORDER = ['name', 'place', 'siret', 'country', 'website', 'contactName', 'phone', 'email']

export default function OrganisationInscription() {
  const { t } = useTranslation('access')
  const { sent, door, requires, association, signIn } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const fields = useFields(answer)
  if (sent && !answer) return <Sent what="registration" />
  const { label: where, ...place } = fields('place')
  return (
    <Narrow>
      <PageHeading title={t(`${door}.title`)} lead={t(`${door}.lead`, { association })} />
      <p>{t(`requires.${requires}`, { association })}</p>
      <AccessForm answer={answer} order={ORDER} send={t('member.send')}>
        <TextInput {...fields('name')} label={t(`${door}.name`)} autoComplete="organization" required />
        {door === 'recruiters' && (
          <>
            <RadioGroup
              {...place}
              defaultValue={place.defaultValue || 'france'}
              legend={where}
              inline
              options={['france', 'abroad'].map((value) => ({ value, label: t(`places.${value}`) }))}
            />
            <TextInput {...fields('siret')} hint={t('hints.siret')} inputMode="numeric" maxLength={30} />
          </>
        )}
        <TextInput
          {...fields('country')}
          optional={t('optional')}
          hint={door === 'recruiters' ? t('hints.country') : undefined}
          autoComplete="country-name"
        />
        <TextInput {...fields('website')} optional={t('optional')} inputMode="url" autoComplete="url" />
        <TextInput {...fields('contactName')} autoComplete="name" required />
        <TextInput {...fields('phone')} type="tel" autoComplete="tel" required />
        <TextInput {...fields('email')} hint={t('hints.emailWork')} type="email" autoComplete="email" required />
      </AccessForm>
      <p>
        <Anchor to={signIn}>{t('haveAccount')}</Anchor>
      </p>
    </Narrow>
  )
}
