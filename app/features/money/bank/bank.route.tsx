import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { BooksFrame } from '#app/features/money/treasury/books-frame.tsx'
import { shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FileInput } from '#app/ui/text-input.tsx'
import { type BankFault, readStatements, receiveStatement } from './bank.server.ts'
import { movementsPage } from './movements.server.ts'
import { takenAddress } from './taken-address.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  return {
    title: ctx.t('books:bank.title'),
    statements: await readStatements(ctx),
    movements: (await movementsPage(ctx)).rows.filter(({ account }) => account === null).length,
  }
}

/** Statuses other than 422. */
const STATUS: Partial<Record<BankFault, number>> = { busy: 503, 'too-big': 413 }

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const answer = await receiveStatement(ctx, args.request)
  if ('fault' in answer)
    return data(
      { fault: answer.fault, line: 'line' in answer ? answer.line : undefined },
      { status: STATUS[answer.fault] ?? 422 },
    )
  return redirect(takenAddress(answer.taken), 303)
}

export const meta = pageMeta

export default function Bank() {
  const { t, i18n } = useTranslation('books')
  const { title, statements, movements } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = answer && t(`bank.faults.${answer.fault}`, { line: answer.line })
  return (
    <BooksFrame title={title} lead={t('bank.lead')} current="bank">
      {movements > 0 && (
        <Alert title={t('bank.movements', { count: movements })}>
          <Anchor to={href.stripeMovements}>{t('bank.movementsSee')}</Anchor>
        </Alert>
      )}
      <Card id="releve" title={t('bank.upload')}>
        <Form method="post" encType="multipart/form-data" noValidate className="form-stack max-w-form">
          {said && <ErrorSummary title={t('errorTitle')} errors={[{ field: 'file', message: said }]} />}
          <FileInput
            name="file"
            required
            label={t('bank.file')}
            hint={t('bank.fileHint')}
            error={said}
            accept=".csv,.txt,.tsv,.xml,.c53,.cfo,.dat"
          />
          <div>
            <Button>{t('bank.send')}</Button>
          </div>
        </Form>
      </Card>
      {statements.length === 0 ? (
        <EmptyState title={t('bank.none')}>
          <p>{t('bank.noneWhy')}</p>
        </EmptyState>
      ) : (
        <Card id="releves" title={t('bank.statements')}>
          <Rows>
            {statements.map(({ id, fileName, at, lines, open: waiting }) => (
              <Row
                key={id}
                to={href.bankStatement(id)}
                title={fileName}
                note={`${shortMoment(at, i18n.language)} · ${t('bank.lines', { count: lines })} · ${t('bank.open', { count: waiting })}`}
              />
            ))}
          </Rows>
        </Card>
      )}
    </BooksFrame>
  )
}
