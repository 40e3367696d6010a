import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { settingHistory, writeSetting } from '#app/domain/ledger/dated-settings.server.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import { taxSettingsOn } from '#app/domain/receipts/tax-receipts.server.ts'
import { mayStaff } from '#app/policy/staff.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BooksFrame } from './books-frame.tsx'
import { SellerForm } from './seller-form.tsx'
import { SettingHistory } from './setting-history.tsx'
import { readSellerForm, readTaxReceiptsForm } from './settings.schema.ts'
import { TaxReceiptsForm } from './tax-receipts-form.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const today = civilDay(ctx.now)
  const { id } = ctx.tenant
  return ctx.sql(async (query) => ({
    title: ctx.t('books:settings.title'),
    today,
    done: ctx.url.searchParams.has('fait'),
    leads: mayStaff(ctx.viewer),
    seller: (await sellerOn(query, ctx.tenant, today)) ?? null,
    sellers: await settingHistory(query, id, 'seller'),
    taxReceipts: await taxSettingsOn(query, id, today),
    taxHistory: await settingHistory(query, id, 'tax-receipts'),
  }))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const form = await sentForm(args.request)
  const subject = form.get('subject') === 'tax-receipts' ? 'tax-receipts' : 'seller'
  // Whoever signs for the association answers for it: administrators alone.
  // So does who says where its money goes (IBAN) and how it is taxed.
  if (!mayStaff(ctx.viewer)) throw forbidden()
  const read = subject === 'seller' ? readSellerForm(form) : readTaxReceiptsForm(form)
  if (!read.ok) return data({ subject, ...read }, { status: 422 })
  await ctx.sql(async (query) => {
    const id = await writeSetting(query, ctx, { subject, startsOn: read.startsOn, data: read.value })
    if (id)
      await audit(query, ctx, 'books.setting', { subjectId: id, detail: { format: subject, from: read.startsOn } })
  })
  return redirect(`${href.treasurySettings}?fait=1`, 303)
}

export const meta = pageMeta

export default function Settings() {
  const { t } = useTranslation('books')
  const { title, today, done, leads, seller, sellers, taxReceipts, taxHistory } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrongIn = (subject: string) => (answer && !answer.ok && answer.subject === subject ? answer : undefined)
  return (
    <BooksFrame title={title} lead={t('settings.lead')} current="settings">
      {done && !answer && (
        <Alert tone="success" live>
          {t('settings.done')}
        </Alert>
      )}
      {leads && <SellerForm seller={seller} today={today} wrong={wrongIn('seller')} />}
      <SettingHistory id="vendeur-historique" caption={t('settings.sellerHistory')} rows={sellers} />
      <TaxReceiptsForm settings={taxReceipts} today={today} leads={leads} wrong={wrongIn('tax-receipts')} />
      <SettingHistory id="recus-historique" caption={t('settings.taxHistory')} rows={taxHistory} />
    </BooksFrame>
  )
}
