import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { readStatementLines, settleLine } from './bank.server.ts'
import { BankLines } from './bank-lines.tsx'
import { takenFrom } from './taken-address.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const params = ctx.url.searchParams
  const page = Math.min(400, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const statement = await readStatementLines(ctx, args.params?.id, page)
  return {
    title: ctx.t('books:bank.statement', { file: statement.fileName }),
    page,
    taken: takenFrom(params),
    statement,
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const fault = await settleLine(ctx, args.params?.id, await sentForm(args.request))
  if (fault) return data({ fault }, { status: fault === 'gone' ? 404 : 422 })
  const page = ctx.url.searchParams.get('page')
  return redirect(`${ctx.url.pathname}${page ? `?page=${encodeURIComponent(page)}` : ''}`, 303)
}

export const meta = pageMeta

export default function Statement() {
  const { t } = useTranslation('books')
  const { title, page, taken, statement } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const address = (to: number) => `${href.bankStatement(statement.id)}?page=${to}`
  return (
    <>
      <PageHeading
        title={title}
        lead={t('bank.matchLead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.bank, text: t('bank.title') }, { text: title }]} />}
      />
      {taken && !answer && (
        <Alert tone={taken.refused > 0 ? 'warning' : 'success'} live>
          {t('bank.taken', { added: taken.added, known: taken.known, refused: taken.refused })}
          {taken.summed && ` ${t('bank.summed')}`}
          {taken.lines.length > 0 && (
            <ul>
              {taken.lines.map(({ line, reason }) => (
                <li key={line}>{t('bank.refusedLine', { line, why: t(`bank.refusedWhy.${reason}`) })}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      {answer?.fault && (
        <Alert tone="error" live>
          {t(`bank.settleFaults.${answer.fault}`)}
        </Alert>
      )}
      <BankLines caption={title} rows={statement.rows} />
      {statement.pages > 1 && (
        <Pagination
          label={t('lists.pages')}
          summary={t('bank.page', { page, pages: statement.pages })}
          previous={page > 1 ? { to: address(page - 1), text: t('bank.previous') } : null}
          next={page < statement.pages ? { to: address(page + 1), text: t('bank.following') } : null}
        />
      )}
    </>
  )
}
