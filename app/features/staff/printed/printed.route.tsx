import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import BookX from 'lucide-react/icons/book-x'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { countText } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { StatCard } from '#app/ui/stat-card.tsx'
import { BeginEdition, EditionCard, PastEditions } from './edition-parts.tsx'
import { Copies, PrintedPeople } from './people-parts.tsx'
import { changePrinted, readPrinted } from './printed.server.ts'

/** GET and POST `/admin/annuaire-imprime` (S10, S12, I17, D14). */
export async function loader(args: LoaderFunctionArgs) {
  return readPrinted(await open(args, { needs: 'extract' }))
}

export async function action(args: ActionFunctionArgs) {
  return changePrinted(await open(args, { needs: 'extract' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const DONE = {
  begun: 'success',
  drawing: 'success',
  printed: 'success',
  dropped: 'success',
  stale: 'warning',
  late: 'warning',
} as const

export default function Printed() {
  const { t, i18n } = useTranslation('printed')
  const page = useLoaderData<typeof loader>()
  const done = (Object.keys(DONE) as (keyof typeof DONE)[]).find((one) => one === page.done)
  const count = (n: number) => countText(n, i18n.language)
  return (
    <div className="stack">
      <PageHeading title={page.title} lead={t('lead')} />
      {done && (
        <Alert tone={DONE[done]} live>
          {t(`done.${done}`)}
        </Alert>
      )}
      {page.closed ? (
        <EmptyState icon={BookX} title={t('closed')} action={<LinkButton to={href.rules}>{t('rules')}</LinkButton>}>
          <p>{t('closedText')}</p>
        </EmptyState>
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-3">
            <StatCard value={count(page.in)} label={t('in')} />
            <StatCard value={count(page.out)} label={t('out')} />
            {page.hasCopies && <StatCard value={count(page.receivers)} label={t('copies')} />}
          </div>
          {page.edition ? <EditionCard edition={page.edition} /> : <BeginEdition />}
          {page.edition?.state === 'ready' && page.hasCopies && <Copies run={page.edition.id} copies={page.copies} />}
          <PrintedPeople list={page.list} />
          <PastEditions past={page.past} />
        </>
      )}
    </div>
  )
}
