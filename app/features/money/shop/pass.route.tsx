import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { buyPass, changeSeat, passPage } from './pass.server.ts'
import { PassForm, RunningPass } from './pass-parts.tsx'

/** GET `/acces-annuaire`: a company's pass; POST buys one, or gives and takes seats. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  return passPage(ctx)
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const names = ['offer', 'siret', 'foreign', 'street', 'postcode', 'city', 'country']
  const typed = Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '')]))
  if (form.get('intent') !== 'buy') {
    const done = await changeSeat(ctx, form)
    return done
      ? redirect(`${href.directoryPass}?fait=1`, 303)
      : data({ fault: 'seats' as const, wrong: undefined, typed }, { status: 422 })
  }
  const made = await buyPass(ctx, form)
  if ('saleId' in made) return redirect(href.payment(made.saleId), 303)
  return data({ fault: made.fault, wrong: made.wrong, typed }, { status: made.fault === 'later' ? 503 : 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Pass() {
  const { t } = useTranslation('shop')
  const { title, offers, passes, siret, address, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const fault = answer?.fault
  return (
    <>
      <PageHeading
        title={title}
        lead={t('pass.lead')}
        actions={
          <LinkButton to={href.billing} look="secondary">
            {t('billing.title')}
          </LinkButton>
        }
      />
      <div className="stack max-w-form">
        {done && !answer && (
          <Alert tone="success" live>
            {t('pass.saved')}
          </Alert>
        )}
        {fault && fault !== 'siret' && (
          <Alert tone="error" live>
            {t(`errors.${fault}`)}
          </Alert>
        )}
        {passes.map((pass) => (
          <RunningPass key={pass.id} pass={pass} />
        ))}
        {passes.length === 0 && <Alert tone="info">{t('pass.none')}</Alert>}
        <PassForm
          offers={offers}
          siret={siret}
          address={address}
          wrong={answer?.wrong}
          typed={answer?.typed}
          error={fault === 'siret' ? t('errors.siret') : null}
          again={passes.length > 0}
        />
      </div>
    </>
  )
}
