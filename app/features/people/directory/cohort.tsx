import MailPlus from 'lucide-react/icons/mail-plus'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { titleOf } from '#app/domain/search/row.ts'
import { Alert } from '#app/ui/alert.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import type { CohortPage } from './cohort-page.server.ts'

/** The people of one's year; of those lost from view, a way to send what one knows. */
export function CohortList({ page }: { page: CohortPage }) {
  const { t } = useTranslation('directory')
  const counted = { 'data-total': page.total, ...(page.more ? { 'data-total-more': '' } : {}) }
  const tab = page.lost ? 'lost' : 'all'
  const sent = page.sent && (
    <Alert tone="success" live>
      {t('cohort.sent')}
    </Alert>
  )
  if (page.people.length === 0)
    return (
      <div className="stack" {...counted}>
        {sent}
        <EmptyState icon={Users} title={t(`cohort.empty.${tab}.title`)}>
          {t(`cohort.empty.${tab}.text`)}
        </EmptyState>
      </div>
    )
  return (
    <div className="stack">
      {sent}
      {page.lost && <p className="reading">{t('cohort.lost')}</p>}
      <p className="font-semibold" role="status">
        {page.more ? t('total.more') : t('total.count', { count: page.total })}
      </p>
      <Rows {...counted}>
        {page.people.map(({ tell, ...line }) => (
          <PersonLine
            key={line.address}
            line={line}
            rowFields={page.lost ? ['promotion'] : page.rowFields.filter((field) => field !== 'promotion')}
            action={tell && <TellLink to={tell} name={titleOf(line)} />}
          />
        ))}
      </Rows>
      <Pagination
        label={t('pages.label')}
        summary={t(page.more ? 'pages.more' : 'pages.summary', {
          first: page.first,
          last: page.last,
          total: page.total,
        })}
        previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
        next={page.next ? { to: page.next, text: t('pages.next') } : null}
      />
    </div>
  )
}

function TellLink({ to, name }: { to: string; name: string }) {
  const { t } = useTranslation('directory')
  return (
    <a className="tell-link" href={to} aria-label={t('cohort.tellOf', { name })}>
      <Icon of={MailPlus} />
      {t('cohort.tell')}
    </a>
  )
}
