import Inbox from 'lucide-react/icons/inbox'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { DoneAlert } from './done-alert.tsx'
import type { InboxList, readInbox } from './inbox.server.ts'
import { InboxRow } from './inbox-row.tsx'

const ADDRESSES: Record<InboxList, string> = {
  open: href.messages,
  requests: href.messageRequests,
  archived: `${href.messages}?archives=1`,
}
const LISTS = ['open', 'requests', 'archived'] as const

type InboxPageData = Awaited<ReturnType<typeof readInbox>>

/** One list of conversations: going on, asked for, put away. */
export function InboxPage({ page }: { page: InboxPageData }) {
  const { t } = useTranslation('messages')
  const { list, lines, counts, words, total, more, next, begins, done, period } = page
  const keep = list === 'archived' ? [{ name: 'archives', value: '1' }] : []
  return (
    <div className="stack" data-line={href.liveMessages}>
      <PageHeading title={t('title')} lead={list === 'requests' ? t('requestsLead') : t('lead', { period })} />
      <DoneAlert done={done} />
      <Tabs
        label={t('title')}
        tabs={LISTS.map((one) => ({
          to: ADDRESSES[one],
          text: t(`lists.${one}`),
          count: String(counts[one]),
          current: one === list,
        }))}
      />
      {list !== 'requests' && (counts[list] > 0 || words) && (
        <SearchField
          action={href.messages}
          label={t('search.label')}
          button={t('search.button')}
          defaultValue={words}
          keep={keep}
        />
      )}
      <div id="liste" data-live>
        {lines.length === 0 ? (
          <Nothing list={list} words={words} />
        ) : (
          <Rows data-total={total} {...(more ? { 'data-total-more': '' } : {})}>
            {lines.map((line) => (
              <InboxRow key={line.id} line={line} />
            ))}
          </Rows>
        )}
      </div>
      {(next || !begins) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { count: lines.length, total })}
          previous={begins ? null : { to: withQuery(list, words), text: t('pages.first') }}
          next={next ? { to: withQuery(list, words, next), text: t('pages.next') } : null}
        />
      )}
    </div>
  )
}

function withQuery(list: InboxList, words: string, after?: string): string {
  const [path, query] = ADDRESSES[list].split('?') as [string, string | undefined]
  const params = new URLSearchParams(query)
  if (words) params.set('q', words)
  if (after) params.set('apres', after)
  return params.size > 0 ? `${path}?${params}` : path
}

function Nothing({ list, words }: { list: InboxList; words: string }) {
  const { t } = useTranslation('messages')
  const key = words ? 'search' : list
  return (
    <div data-total={0}>
      <EmptyState
        icon={Inbox}
        title={t(`empty.${key}.title`)}
        action={key === 'open' ? <LinkButton to={href.directory}>{t('empty.action')}</LinkButton> : undefined}
      >
        <p>{t(`empty.${key}.text`)}</p>
      </EmptyState>
    </div>
  )
}
