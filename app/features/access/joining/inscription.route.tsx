import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { type FormAnswer, initOf } from '#app/context/form-answer.server.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { wayFor } from './activation.server.ts'
import { askAccount, askToJoin, tierChoices } from './inscription.server.ts'
import { JoiningForm } from './joining-form.tsx'
import { MemberForm } from './member-form.tsx'
import { Sent } from './sent.tsx'

/**
 * GET and POST `/inscription`: a free account where the association gives them [N1], joining where it asks for dues
 * [E1].
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  wayFor(ctx, 'open', 'dues')
  const { registration, identity, name } = ctx.tenant.config
  const way = registration === 'dues' ? ('joining' as const) : ('member' as const)
  return {
    title: ctx.t(`access:${way}.title`),
    way,
    payFirst: way === 'joining' && ctx.tenant.config.money.dues.joining === 'pay-first',
    sent: ctx.url.searchParams.has('envoye'),
    byPseudonym: identity.field === 'pseudonym',
    association: name,
    tiers: tierChoices(ctx),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  wayFor(ctx, 'open', 'dues')
  const joins = ctx.tenant.config.registration === 'dues'
  const asked = joins ? await askToJoin(ctx, args.request) : await askAccount(ctx, await sentForm(args.request))
  if (asked.kind === 'form') return data(asked.form, initOf(asked.form))
  return redirect((asked.kind === 'done' && asked.to) || `${href.registration}?envoye=1`, 303)
}

export const meta = pageMeta
/** How long to wait after too many; kept nowhere, as every page that says nothing of it. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export default function Inscription() {
  const { t } = useTranslation('access')
  const { way, payFirst, sent, byPseudonym, association, tiers } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  if (sent && !answer) return <Sent what={way === 'joining' ? 'joining' : 'registration'} />
  return (
    <Narrow>
      <PageHeading
        title={t(`${way}.title`)}
        lead={t(payFirst ? 'joining.leadPaying' : `${way}.lead`, { association })}
      />
      {way === 'joining' ? (
        <JoiningForm answer={answer} tiers={tiers} payFirst={payFirst} />
      ) : (
        <MemberForm answer={answer} byPseudonym={byPseudonym} />
      )}
      <p>
        <Anchor to={href.signIn}>{t('haveAccount')}</Anchor>
      </p>
    </Narrow>
  )
}
