import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { payerOf, tiersFor } from './record.server.ts'
import { RecordFaultAlert, RecordForm } from './record-form.tsx'
import { type RecordAnswer, takeRecord } from './take-record.server.ts'

/** GET `/admin/ventes/nouvelle?personne=`: dues paid by cheque, transfer or cash. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const payer = await payerOf(ctx, ctx.url.searchParams.get('personne'))
  const { handle, name } = payer
  return {
    title: ctx.t('membership:record.title', { name }),
    handle,
    name,
    today: civilDay(ctx.now),
    ...(await tiersFor(ctx, payer)),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  return takeRecord(ctx, await sentForm(args.request), (saleId) => `${href.sale(saleId)}?recu=1`)
}

export const meta = pageMeta

export default function RecordPayment() {
  const { t } = useTranslation('membership')
  const { title, handle, name, tiers, preset, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as RecordAnswer | undefined
  return (
    <>
      <PageHeading
        title={title}
        above={
          <Breadcrumbs
            label={t('record.trail')}
            items={[{ to: href.memberDues(handle), text: name }, { text: title }]}
          />
        }
      />
      <RecordFaultAlert answer={answer} />
      <RecordForm handle={handle} tiers={tiers} preset={preset} day={today} answer={answer} />
    </>
  )
}
