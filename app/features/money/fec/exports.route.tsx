import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { ReasonFields } from '#app/domain/audit/reason-fields.tsx'
import { reasonText } from '#app/domain/audit/reasons.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import { BooksFrame } from '#app/features/money/treasury/books-frame.tsx'
import { mayNamePayers } from '#app/policy/money.rules.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Select } from '#app/ui/select.tsx'
import { makeBookFile } from './book-files.server.ts'
import { exerciseOn } from './exercise.ts'
import { BOOK_FILES, readExportForm } from './exports.schema.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const today = civilDay(ctx.now)
  const seller = await ctx.sql((query) => sellerOn(query, ctx.tenant, today))
  return {
    title: ctx.t('books:exports.title'),
    year: exerciseOn(today, seller?.yearEnds ?? '12-31').year,
    regulatory: Boolean(seller?.siren),
    named: mayNamePayers(ctx.ability),
    federation: ctx.tenant.config.kind === 'federation',
  }
}

/** Answers with the file once the log names who asked, why and what; else with the form again. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const read = readExportForm(await sentForm(args.request))
  if (!read.ok) return data({ errors: read.errors, typed: read.typed }, { status: 422 })
  const file = await makeBookFile(ctx, read.file, read.year)
  await ctx.sql((query) =>
    audit(query, ctx, 'books.exported', {
      subjectId: ctx.tenant.id,
      detail: { reason: reasonText(ctx.t, 'books', read.reason), format: file.name, rows: file.rows },
    }),
  )
  args.context.file = new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  })
  return null
}

export const meta = pageMeta

export default function BookExports() {
  const { t } = useTranslation('books')
  const { title, year, regulatory, named, federation } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const typed = answer?.typed
  const said = (name: keyof typeof errors) => (errors[name] ? [t(errors[name])] : undefined)
  const years = Array.from({ length: 10 }, (_, i) => String(year - i))
  return (
    <BooksFrame title={title} lead={t('exports.lead')} current="exports">
      {!regulatory && (
        <Alert tone="warning" title={t('exports.noSiren')}>
          {t('exports.noSirenText')}
        </Alert>
      )}
      {!named && <Alert title={t('exports.unnamed')}>{t('exports.unnamedText')}</Alert>}
      <Card id="fichier" title={t('exports.form')}>
        <form method="post" action={href.booksExports} className="form-stack max-w-form">
          <ErrorSummary
            title={t('errorTitle')}
            errors={fieldErrors({ file: said('file'), year: said('year'), why: said('why') })}
          />
          <RadioGroup
            name="file"
            legend={t('exports.file')}
            error={said('file')}
            defaultValue={typed?.file || BOOK_FILES[0]}
            options={BOOK_FILES.filter((file) => federation || file !== 'reversements.csv').map((file) => ({
              value: file,
              label: t(`exports.files.${file.replace('.', '-')}.label`),
              hint: t(`exports.files.${file.replace('.', '-')}.hint`),
            }))}
          />
          <Select
            name="year"
            label={t('exports.year')}
            hint={t('exports.yearHint')}
            error={said('year')}
            defaultValue={typed?.year || String(year)}
            options={years.map((one) => ({ value: one, label: one }))}
          />
          <ReasonFields list="books" typed={typed} error={said('why')} />
          <div>
            <Button icon={Download}>{t('exports.submit')}</Button>
          </div>
        </form>
      </Card>
    </BooksFrame>
  )
}
