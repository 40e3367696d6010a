import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { type Address, AddressFields } from './address-fields.tsx'
import { billingPage, saveBilling } from './billing.server.ts'
import { IdentityFields } from './identity-fields.tsx'

const NAMES = ['legalName', 'legalMore', 'siret', 'vatNumber', 'street', 'postcode', 'city', 'country'] as const

/** GET and POST `/facturation`: what the invoices of a company or a school say of it. */
export async function loader(args: LoaderFunctionArgs) {
  return billingPage(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const form = await sentForm(args.request)
  const wrong = await saveBilling(ctx, form)
  if (!wrong) return redirect(`${href.billing}?fait=1`, 303)
  const typed = Object.fromEntries(NAMES.map((name) => [name, String(form.get(name) ?? '')]))
  return data({ wrong, typed: { ...typed, foreign: form.get('foreign') === 'on' } }, { status: 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const isOfAddress = (field: string): field is keyof Address => /^(street|postcode|city|country)$/.test(field)

export default function Billing() {
  const { t } = useTranslation('shop')
  const { title, done, name, held, identity, address } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrong = answer?.wrong ?? []
  return (
    <>
      <PageHeading title={title} lead={t('billing.lead')} />
      <div className="stack max-w-form">
        {done && !answer && (
          <Alert tone="success" live>
            {t('billing.saved')}
          </Alert>
        )}
        {wrong.length > 0 && (
          <Alert tone="error" live>
            {t(wrong.includes('siretHeld') ? 'errors.siretHeld' : 'billing.fault')}
          </Alert>
        )}
        <Card>
          <Form method="post" className="form-stack">
            <IdentityFields name={name} held={held} identity={{ ...identity, ...answer?.typed }} wrong={wrong} />
            <AddressFields address={{ ...address, ...answer?.typed }} wrong={wrong.filter(isOfAddress)} />
            <div>
              <Button>{t('billing.save')}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  )
}
