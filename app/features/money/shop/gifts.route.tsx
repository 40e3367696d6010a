import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { AddressFields } from './address-fields.tsx'
import { buyGift, giftsPage } from './gifts.server.ts'

/** GET and POST `/dons`: a gift, of a suggested or a free amount, for a campaign or for what is needed most. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const page = await giftsPage(ctx)
  if (!page) throw notFound()
  return page
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args)
  const form = await sentForm(args.request)
  const made = await buyGift(ctx, form)
  if ('saleId' in made) return redirect(href.payment(made.saleId), 303)
  const text = (name: string) => String(form.get(name) ?? '')
  const names = ['street', 'postcode', 'city', 'country'] as const
  const place = Object.fromEntries(names.map((name) => [name, text(name)]))
  const typed = { amount: text('amount'), campaign: text('campaign'), place }
  return data({ fault: made.fault, wrong: made.wrong, typed }, { status: made.fault === 'later' ? 503 : 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Gifts() {
  const { t } = useTranslation('shop')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const ofAmount = answer?.fault === 'amount'
  return (
    <>
      <PageHeading title={page.title} lead={t('gifts.lead')} />
      <div className="stack max-w-form">
        {answer && !ofAmount && (
          <Alert tone="error" live>
            {t(`errors.${answer.fault}`)}
          </Alert>
        )}
        {page.campaigns.map((campaign) => (
          <Card key={campaign.id} title={campaign.name}>
            <p>{campaign.about}</p>
          </Card>
        ))}
        {page.gives ? (
          <Form method="post" className="form-stack" key={page.key}>
            <input type="hidden" name="key" value={page.key} />
            <TextInput
              name="amount"
              label={t('gifts.amount')}
              hint={t('gifts.suggestions', { amounts: page.suggested })}
              inputMode="decimal"
              after="€"
              narrow
              error={ofAmount ? t('errors.amount', { amount: page.least }) : null}
              defaultValue={answer?.typed.amount ?? ''}
            />
            {page.campaigns.length > 0 && (
              <Select
                name="campaign"
                label={t('gifts.campaign')}
                empty={t('gifts.anything')}
                options={page.campaigns.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={answer?.typed.campaign}
              />
            )}
            {page.address && (
              <AddressFields address={{ ...page.address, ...answer?.typed.place }} wrong={answer?.wrong} />
            )}
            <p className="text-muted">{t('gifts.receipt')}</p>
            <div>
              <Button>{t('pay')}</Button>
            </div>
          </Form>
        ) : (
          <LinkButton to={`${href.signIn}?redirectTo=/dons`}>{t('gifts.signIn')}</LinkButton>
        )}
      </div>
    </>
  )
}
