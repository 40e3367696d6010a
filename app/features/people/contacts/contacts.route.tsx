import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { openMember } from './contact-person.server.ts'
import { ContactRow } from './contact-row.tsx'
import { readContacts } from './contacts.server.ts'
import { DoneAlert } from './done-alert.tsx'
import { LISTS, listAddress } from './lists.ts'

/** GET `/contacts`, `/contacts/:list`: current, received, sent, kept away (S9, I6). */
export async function loader(args: LoaderFunctionArgs) {
  return readContacts(await openMember(args), args.params.list)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Contacts() {
  const { t } = useTranslation('contacts')
  const { list, counts, lines, rowFields, previous, next, page, mayAsk, done } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={t('title')} lead={t('lead')} />
      <DoneAlert done={done} />
      <Tabs
        label={t('title')}
        tabs={LISTS.map((one) => ({
          to: listAddress(one),
          text: t(`lists.${one}`),
          count: String(counts[one]),
          current: one === list,
        }))}
      />
      {lines.length === 0 ? (
        <EmptyState
          icon={Users}
          title={t(`empty.${list}.title`)}
          action={
            list === 'contacts' && mayAsk ? <LinkButton to={href.directory}>{t('search')}</LinkButton> : undefined
          }
        >
          <p>{t(`empty.${list}.text`)}</p>
        </EmptyState>
      ) : (
        <Rows data-total={counts[list]}>
          {lines.map((line) => (
            <ContactRow key={line.handle} line={line} list={list} rowFields={rowFields} />
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
  )
}
