import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { recordSchema } from './record.schema.ts'
import { payerOf, recordDues, tiersFor } from './record.server.ts'

/** GET `/admin/ventes/nouvelle?personne=`: dues paid by cheque, transfer or cash. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const payer = await payerOf(ctx, ctx.url.searchParams.get('personne'))
  const { handle, name } = payer
  return {
    title: ctx.t('membership:record.title', { name }),
    handle,
    name,
    tiers: await tiersFor(ctx, payer),
    today: civilDay(ctx.now),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const form = await sentForm(args.request)
  const payer = await payerOf(ctx, String(form.get('person') ?? ''))
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const read = parseWithZod(form, { schema: recordSchema })
  if (read.status !== 'success') {
    const fault = read.error?.receivedOn
      ? ('day' as const)
      : read.error?.gift
        ? ('amount' as const)
        : ('means' as const)
    return data({ fault, typed, standing: undefined }, { status: 422 })
  }
  const made = await recordDues(ctx, payer, read.value)
  if ('saleId' in made) return redirect(`${href.sale(made.saleId)}?fait=1`, 303)
  return data({ fault: made.fault, typed, standing: made.standing }, { status: made.fault === 'later' ? 503 : 422 })
}

export const meta = pageMeta

export default function RecordPayment() {
  const { t } = useTranslation('membership')
  const { title, handle, name, tiers, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const typed: Record<string, string> = answer?.typed ?? {}
  const means = (['cheque', 'transfer', 'cash'] as const).map((value) => ({ value, label: t(`record.means.${value}`) }))
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
      {answer && (
        <Alert tone="error" live>
          {t(`record.errors.${answer.fault}`)}{' '}
          {answer.standing && <Link to={href.sale(answer.standing)}>{t('record.standing')}</Link>}
        </Alert>
      )}
      <Form method="post" discover="none" className="form-stack max-w-form">
        <input type="hidden" name="person" value={handle} />
        <Select name="tier" label={t('record.tier')} options={tiers} defaultValue={typed.tier} />
        <RadioGroup
          name="means"
          legend={t('record.how')}
          inline
          required
          options={means}
          defaultValue={typed.means ?? 'cheque'}
        />
        <TextInput
          name="receivedOn"
          type="date"
          label={t('record.day')}
          hint={t('record.dayHint')}
          defaultValue={typed.receivedOn ?? today}
          required
        />
        <TextInput
          name="reference"
          label={t('record.reference')}
          hint={t('record.referenceHint')}
          optional={t('gift.optional')}
          defaultValue={typed.reference}
        />
        <TextInput
          name="gift"
          label={t('record.gift')}
          optional={t('gift.optional')}
          inputMode="decimal"
          after="€"
          narrow
          defaultValue={typed.gift}
        />
        <div>
          <Button>{t('record.save')}</Button>
        </div>
      </Form>
    </>
  )
}
