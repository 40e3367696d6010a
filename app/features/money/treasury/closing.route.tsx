import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { countText, euros, monthText, shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { BooksFrame } from './books-frame.tsx'
import { CloseCard } from './close-card.tsx'
import { closeMonth, readMonths } from './closing.server.ts'
import { readMonthChecks } from './month-checks.server.ts'
import { readNumbering } from './numbering.server.ts'
import { NumberingCard } from './numbering-card.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const { months, next } = await readMonths(ctx)
  const numbering = await readNumbering(ctx)
  const month = months.find((one) => one.month === next) ?? null
  const checks = month && (await readMonthChecks(ctx, month.month))
  const done = ctx.url.searchParams.get('fait')
  return { title: ctx.t('books:closing.title'), months, month, checks, numbering, done }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const form = await sentForm(args.request)
  const month = String(form.get('month') ?? '')
  if (form.get('sure') !== 'yes') return data({ fault: 'sure' }, { status: 422 })
  const fault = await closeMonth(ctx, month)
  if (fault) return data({ fault }, { status: 422 })
  return redirect(`${href.booksClosing}?fait=${month}`, 303)
}

export const meta = pageMeta

export default function Closing() {
  const { t, i18n } = useTranslation('books')
  const { title, months, month, checks, numbering, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = answer && t(`closing.faults.${answer.fault}`)
  const sure = answer?.fault === 'sure' ? said : undefined
  const words = (month: string) => monthText(month, i18n.language)
  const broken = numbering.filter(({ missing, wrong }) => missing.length > 0 || wrong > 0).length
  return (
    <BooksFrame title={title} lead={t('closing.lead')} current="closing">
      {done && !answer && (
        <Alert tone="success" live>
          {t('closing.done', { month: words(done) })}
        </Alert>
      )}
      {answer && (
        <ErrorSummary title={t('errorTitle')} errors={[{ field: sure && month ? 'sure' : 'mois', message: said! }]} />
      )}
      {month && checks && <CloseCard month={month} checks={checks} broken={broken} error={sure} />}
      {months.length === 0 ? (
        <EmptyState title={t('closing.none')} />
      ) : (
        <Table
          id="mois"
          caption={t('closing.caption')}
          head={
            <>
              <ColumnHead>{t('closing.month')}</ColumnHead>
              <ColumnHead number>{t('closing.entries')}</ColumnHead>
              <ColumnHead number>{t('closing.total')}</ColumnHead>
              <ColumnHead>{t('lists.state')}</ColumnHead>
            </>
          }
        >
          {months.map(({ month, entries, cents, closedAt, closedBy }) => (
            <tr key={month} data-month={month}>
              <RowHead>{words(month)}</RowHead>
              <Cell number>{countText(entries, i18n.language)}</Cell>
              <Cell number>{euros(cents, i18n.language)}</Cell>
              <Cell>
                <Badge tone={closedAt ? 'success' : 'neutral'}>{t(closedAt ? 'closing.closed' : 'closing.open')}</Badge>
                {closedAt && ` ${shortMoment(closedAt, i18n.language)}${closedBy ? ` · ${closedBy}` : ''}`}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <NumberingCard numbering={numbering} />
    </BooksFrame>
  )
}
