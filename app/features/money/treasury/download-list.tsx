import Download from 'lucide-react/icons/download'
import { useTranslation } from 'react-i18next'
import { ReasonFields } from '#app/domain/audit/reason-fields.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { ErrorSummary, fieldErrors } from '#app/ui/error-summary.tsx'
import { type BooksQuery, booksAddress } from './books-address.ts'
import type { ListAnswer } from './list-file.server.ts'

type DownloadListProps = {
  query: BooksQuery
  /** False: the file has no names. */
  named: boolean
  answer: ListAnswer | undefined
}

/** « Télécharger cette liste »: folded, since the log wants a reason. A plain form: its answer is a file. */
export function DownloadList({ query, named, answer }: DownloadListProps) {
  const { t } = useTranslation('books')
  const error = answer && [t(answer.error)]
  return (
    <Disclosure summary={t('lists.download')} icon={Download} framed open={Boolean(answer)}>
      <form method="post" action={booksAddress(query)} className="form-stack max-w-form">
        <ErrorSummary title={t('errorTitle')} errors={fieldErrors({ why: error })} />
        <p>{t('lists.downloadWhat')}</p>
        {!named && <Alert title={t('exports.unnamed')}>{t('exports.unnamedText')}</Alert>}
        <ReasonFields list="books" typed={answer?.typed} error={error} />
        <div>
          <Button icon={Download}>{t('lists.downloadSubmit')}</Button>
        </div>
      </form>
    </Disclosure>
  )
}
