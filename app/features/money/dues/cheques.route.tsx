import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { PersonPicker } from '#app/domain/search/person-picker.tsx'
import { pickPeople } from '#app/domain/search/pick-people.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { meansOf, todaysSlip } from './cheques.server.ts'
import { payerOf, tiersFor } from './record.server.ts'
import { RecordFaultAlert, RecordForm } from './record-form.tsx'
import { SlipTable } from './slip-table.tsx'
import { type RecordAnswer, takeRecord } from './take-record.server.ts'

/** GET and POST `/admin/ventes/cheques`: a pile of cheques, one after another, with the sum of the bank's slip. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const asked = ctx.url.searchParams
  const [typed, day, means] = [asked.get('q')?.trim() ?? '', asked.get('jour') ?? '', meansOf(asked.get('moyen'))]
  return {
    title: ctx.t('membership:cheques.title'),
    typed,
    means,
    day: startOfDay(day) ? day : civilDay(ctx.now),
    found: typed === '' ? null : await pickPeople(ctx, typed),
    payer: await payerWithTiers(ctx, asked.get('personne')),
    slip: await todaysSlip(ctx, means),
    done: asked.has('fait'),
  }
}

async function payerWithTiers(ctx: Ctx, asked: string | null) {
  if (!asked) return null
  const payer = await payerOf(ctx, asked)
  return { handle: payer.handle, name: payer.name, ...(await tiersFor(ctx, payer)) }
}

/** The day and the means of one cheque are most often those of the next. */
const again = (form: FormData) =>
  new URLSearchParams({ moyen: meansOf(String(form.get('means'))), jour: String(form.get('receivedOn')) })

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  return takeRecord(ctx, await sentForm(args.request), (_, form) => `${href.recordCheques}?${again(form)}&fait=1`)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Cheques() {
  const { t } = useTranslation('membership')
  const { title, typed, means, day, found, payer, slip, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as RecordAnswer | undefined
  const keep = [
    { name: 'moyen', value: means },
    { name: 'jour', value: day },
  ]
  const [last] = slip.lines
  return (
    <>
      <PageHeading title={title} lead={t('cheques.lead')} />
      {done && last && !answer && (
        <Alert tone="success" live>
          {t('cheques.done', { name: last.name })}
        </Alert>
      )}
      <RecordFaultAlert answer={answer} />
      <PersonPicker
        key={slip.count}
        id="payeur"
        path={href.recordCheques}
        label={t('cheques.who')}
        keep={keep}
        typed={typed}
        found={found}
        autoFocus={!payer}
      />
      {payer && (
        <Card id="paiement" title={t('record.title', { name: payer.name })}>
          <RecordForm key={payer.handle} {...payer} day={day} means={means} answer={answer} atOnce />
        </Card>
      )}
      <SlipTable means={means} slip={slip} />
    </>
  )
}
