import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { OfferFields } from './offer-fields.tsx'
import { readWriting, writeOffer } from './write.server.ts'

/** GET and POST `/offres/deposer`, and `/offres/:offer/modifier` for one's own (I12, E4). */
export async function loader(args: LoaderFunctionArgs) {
  return readWriting(await open(args, { needs: 'account' }), args.params.offer)
}

export async function action(args: ActionFunctionArgs) {
  return writeOffer(await open(args, { needs: 'account' }), args.params.offer, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function WriteOffer() {
  const { t } = useTranslation('offers')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`write.errors.${fault}`))
  const isNew = page.state === null || page.state === 'draft'
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('write.lead', { count: page.months })}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.ownOffers, text: t('own.title') }, { text: page.title }]}
            />
          }
        />
        {page.readFirst && <Alert>{t(page.state === 'published' ? 'write.changeReadFirst' : 'write.readFirst')}</Alert>}
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('write.errors.summary')} errors={lines} />
          {page.seen && <input type="hidden" name="seen" value={page.seen} />}
          <OfferFields typed={answer?.typed ?? page.typed} say={say} open={page.open} />
          <div className="actions">
            {isNew && (
              <Button name="intent" value="submit">
                {t(page.readFirst ? 'write.send' : 'write.publish')}
              </Button>
            )}
            <Button name="intent" value="save" look={isNew ? 'secondary' : 'primary'}>
              {t(isNew ? 'write.draft' : 'write.save')}
            </Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
