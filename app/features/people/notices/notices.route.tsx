import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Bell from 'lucide-react/icons/bell'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { NoticeRow } from './notice-row.tsx'
import { markNotices, openReader, readNoticesPage } from './notices.server.ts'

/** GET and POST `/notifications`. */
export async function loader(args: LoaderFunctionArgs) {
  return readNoticesPage(await openReader(args))
}

export async function action(args: ActionFunctionArgs) {
  return markNotices(await openReader(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Notices() {
  const { t } = useTranslation('notices')
  const { title, formKey, notices, total, more, anyUnread, page, previous, next, done } = useLoaderData<typeof loader>()
  return (
    <FormKey.Provider value={formKey}>
      <div className="stack">
        <PageHeading title={title} lead={t('lead')} />
        {(done === 'all' || done === 'one') && (
          <Alert tone="success" live>
            {t(`done.${done}`)}
          </Alert>
        )}
        <Form method="post" className="actions">
          {anyUnread && (
            <Button small look="secondary" name="intent" value="all">
              {t('markAll')}
            </Button>
          )}
          <LinkButton small look="secondary" to={`${href.subscriptions}#notifications`}>
            {t('choose')}
          </LinkButton>
        </Form>
        {notices.length === 0 ? (
          <div data-total={0}>
            <EmptyState icon={Bell} title={t('empty.title')}>
              <p>{t('empty.text')}</p>
            </EmptyState>
          </div>
        ) : (
          <Rows data-total={total} {...(more ? { 'data-total-more': '' } : {})}>
            {notices.map((notice) => (
              <NoticeRow key={`${notice.kind} ${notice.subjectId} ${notice.placeId}`} notice={notice} />
            ))}
          </Rows>
        )}
        {(previous || next) && (
          <Pagination
            label={t('pages.label')}
            summary={t('pages.summary', { page })}
            previous={previous ? { to: previous, text: t('pages.previous') } : null}
            next={next ? { to: next, text: t('pages.next') } : null}
          />
        )}
      </div>
    </FormKey.Provider>
  )
}
