import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { CohortList } from './cohort.tsx'
import { type CohortPage, cohortPage } from './cohort-page.server.ts'

/** « Ma promo »: the people of one's own year, and those nobody hears of any more (I9, S7). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'cohort' })
  return data({ title: ctx.t('directory:cohort.title'), page: await cohortPage(ctx) })
}

export const meta = pageMeta

export default function Cohort() {
  const { t } = useTranslation('directory')
  const page = useLoaderData<typeof loader>().page as CohortPage
  if (page.promotion === null)
    return (
      <>
        <PageHeading title={t('cohort.title')} />
        <EmptyState title={t('cohort.none.title')}>{t('cohort.none.text')}</EmptyState>
      </>
    )
  return (
    <div className="stack">
      <PageHeading
        title={t('cohort.title')}
        lead={t('cohort', { ns: 'common', year: page.promotion })}
        actions={
          <LinkButton to={href.cohortMails} look="secondary">
            {t('cohort.mail')}
          </LinkButton>
        }
      />
      {page.tabs.length > 1 && (
        <Tabs
          label={t('cohort.tabs.label')}
          tabs={page.tabs.map(({ id, ...tab }) => ({ ...tab, text: t(`cohort.tabs.${id}`) }))}
        />
      )}
      <CohortList page={page} />
    </div>
  )
}
