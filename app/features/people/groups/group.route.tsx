import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import Newspaper from 'lucide-react/icons/newspaper'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { GROUP_STEPS } from '#app/policy/group-steps.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FormKey } from '#app/ui/form.tsx'
import { Split } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { changeGroupPlace, readGroupPage } from './group.server.ts'
import { GroupPlace } from './group-place.tsx'
import { GroupTabs } from './group-tabs.tsx'
import { Leaders } from './leaders.tsx'
import { openGroups } from './open-group.server.ts'
import { PostCard } from './post-card.tsx'

/** GET and POST `/groupes/:group` (S15, E7). */
export async function loader(args: LoaderFunctionArgs) {
  return readGroupPage(await openGroups(args), args.params.group ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeGroupPlace(await openGroups(args), args.params.group ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Group() {
  const { t } = useTranslation('groups')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { group, posts, members } = page
  const here = href.group(group.slug)
  const done = GROUP_STEPS.find((step) => step === page.done)
  const place = page.byRecord ?? (page.isIn ? 'member' : page.asked ? 'asked' : 'none')
  const below = (
    <div className="stack">
      <Leaders lines={page.leaders} />
      {members && (
        <Card id="membres" title={t('members.title')}>
          <p>
            <Anchor to={`${here}/membres`}>
              {members.more ? t('members.many') : t('members.count', { count: members.total })}
            </Anchor>
          </p>
        </Card>
      )}
    </div>
  )
  return (
    <FormKey.Provider value={page.formKey}>
      <div data-group={group.slug}>
        <PageHeading
          title={group.name}
          lead={group.about ?? t(`kinds.${group.kind}`)}
          above={
            <Breadcrumbs label={t('trail')} items={[{ to: href.groups, text: t('title') }, { text: group.name }]} />
          }
          actions={
            <>
              {page.writes && <LinkButton to={`${here}/articles/nouveau`}>{t('write.link')}</LinkButton>}
              {page.runs && (
                <LinkButton look="secondary" to={`${here}/gerer`}>
                  {t('manage.link')}
                </LinkButton>
              )}
            </>
          }
        />
        {done && !answer && (
          <Alert tone="success" live>
            {t(`done.${done}`)}
          </Alert>
        )}
        {group.closed && <Alert>{t('closed')}</Alert>}
        <div className="mb-6">
          <GroupTabs slug={group.slug} current="posts" inside={members !== null} />
        </div>
        <Split side={<GroupPlace steps={page.steps} place={place} answer={answer} />} below={below}>
          <section className="stack" aria-labelledby="articles">
            <h2 id="articles">{t('posts.title')}</h2>
            {posts.length === 0 ? (
              <EmptyState icon={Newspaper} title={t('posts.none')}>
                {page.writes && <p>{t('posts.noneWrite')}</p>}
                {(page.steps.includes('join') || page.steps.includes('ask')) && <p>{t('posts.noneJoin')}</p>}
              </EmptyState>
            ) : (
              <ul className="stack">
                {posts.map((post) => (
                  <PostCard key={post.id} post={post} group={group.slug} />
                ))}
              </ul>
            )}
            {(page.previous || page.next) && (
              <Pagination
                label={t('pages.label')}
                summary={t('pages.summary', { page: page.page })}
                previous={page.previous ? { to: page.previous, text: t('pages.previous') } : null}
                next={page.next ? { to: page.next, text: t('pages.next') } : null}
              />
            )}
          </section>
        </Split>
      </div>
    </FormKey.Provider>
  )
}
