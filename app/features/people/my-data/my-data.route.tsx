import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { confirmWithPassword } from '#app/domain/accounts/confirm-with-password.server.ts'
import { askForCopy } from '#app/domain/data-rights/copies.server.ts'
import { objectTo } from '#app/domain/transfers/own-transfers.server.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readMyData, saveListed } from './my-data.server.ts'
import { CopyCard, DeletionCard } from './my-data-cards.tsx'
import { MyDataFrame } from './my-data-frame.tsx'
import { ConsentsCard, ObjectionCard, TracesCard } from './my-data-person.tsx'
import { TransfersCard } from './transfers-card.tsx'

/**
 * GET `/parametres/mes-donnees`: every right over one's data in one place; POST asks for a copy, or objects to being
 * listed.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const done = ctx.url.searchParams.get('fait')
  return {
    title: ctx.t('rights:mine.title'),
    done: done === 'copie' || done === 'annuaire' ? done : null,
    contact: ctx.tenant.config.contactEmail,
    ...(await readMyData(ctx)),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const form = await sentForm(args.request)
  if (form.get('intent') === 'copy') {
    // Everything at once, in a file that can be carried away: not for whoever finds the session open.
    const typed = form.get('password')
    const fault = await confirmWithPassword(ctx, typeof typed === 'string' ? typed : undefined)
    if (fault) return data({ fault }, { status: 422 })
    await askForCopy(ctx)
    return redirect(`${href.myData}?fait=copie`, 303)
  }
  const { personId } = ctx.viewer
  if (!personId) throw forbidden()
  if (form.get('intent') === 'transfer') {
    await objectTo(ctx, personId, { file: String(form.get('file') ?? ''), no: form.get('no') === 'yes' })
    return redirect(`${href.myData}?fait=annuaire#transmissions`, 303)
  }
  await saveListed(ctx, personId, form.get('listed') === 'yes')
  return redirect(`${href.myData}?fait=annuaire#annuaire`, 303)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function MyData() {
  const { t } = useTranslation('rights')
  const page = useLoaderData<typeof loader>()
  const fault = useActionData<typeof action>()?.fault
  const isPerson = page.kind === 'person'
  return (
    <MyDataFrame title={page.title} lead={t('mine.lead')} isPerson={isPerson}>
      <Stack>
        {page.done && (
          <Alert tone="success" live>
            {t(`mine.done.${page.done}`)}
          </Alert>
        )}
        <CopyCard copies={page.copies} fault={fault} />
        {isPerson && <ObjectionCard listed={page.listed !== false} />}
        {isPerson && page.consents.length > 0 && <ConsentsCard consents={page.consents} />}
        {page.transfers && <TransfersCard {...page.transfers} />}
        <TracesCard traces={page.traces} openings={page.openings} />
        <DeletionCard kind={page.kind} erasure={page.erasure} contact={page.contact} />
      </Stack>
    </MyDataFrame>
  )
}
