import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { changeCommonGroup, openCommonGroups, readCommonGroup } from './common-group.server.ts'
import { CommonPosts, JoinCommon, WriteCommon } from './common-parts.tsx'

/** GET and POST `/groupes-federation/:group`; `vue=membres` lists who is in it (I16). */
export async function loader(args: LoaderFunctionArgs) {
  return readCommonGroup(await openCommonGroups(args), args.params.group ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeCommonGroup(await openCommonGroups(args), args.params.group ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function CommonGroupPage() {
  const { t } = useTranslation('common-groups')
  const { title, group, mayJoin, keeps, posts, members, page, previous, next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const here = href.commonGroup(group.slug)
  const tabs = [
    { to: here, text: t('posts'), current: members === null },
    { to: `${here}?vue=membres`, text: t('members.title'), current: members !== null },
  ]
  return (
    <div className="stack" data-group={group.slug}>
      <PageHeading
        title={title}
        lead={t('of')}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.commonGroups, text: t('title') }, { text: title }]} />
        }
      />
      <JoinCommon joined={group.joined} mayJoin={mayJoin} keeps={keeps} />
      {group.opens && <Tabs label={title} tabs={tabs} />}
      {members && (
        <>
          <p>{members.more ? t('members.many') : t('members.count', { count: members.total })}</p>
          <Rows data-total={members.total} {...(members.more ? { 'data-total-more': '' } : {})}>
            {members.lines.map((line) => (
              <PersonLine key={line.handle} line={line} rowFields={members.rowFields} />
            ))}
          </Rows>
        </>
      )}
      {group.opens && !members && (
        <>
          {group.joined && <WriteCommon answer={answer} />}
          <CommonPosts posts={posts} answers={group.joined} keeps={keeps} />
        </>
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
