import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { demandShare } from '#app/context/fair-share.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { FilterChips } from '#app/ui/filter-chips.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CompaniesForm, CompanyList } from './companies.tsx'
import { type CompaniesPage, companiesPage } from './companies-page.server.ts'
import { NOTHING, readQuery } from './search.schema.ts'

/** The company directory (I8): the directory's own search, told by where people work. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'companies' })
  await demandShare(ctx)
  const title = ctx.t('directory:companies.title')
  const read = readQuery(ctx.url.searchParams)
  const page = await companiesPage(ctx, read.ok ? read.query : NOTHING)
  return data({ title, page, wrong: !read.ok }, { status: read.ok ? 200 : 422 })
}

export const meta = pageMeta

export default function Companies() {
  const { t } = useTranslation('directory')
  const { wrong, ...loaded } = useLoaderData<typeof loader>()
  const page = loaded.page as CompaniesPage
  return (
    <div className="stack">
      <PageHeading title={t('companies.title')} lead={t('companies.lead')} />
      <CompaniesForm page={page} />
      {wrong && <Alert tone="error" title={t('wrong.title')} live />}
      <FilterChips
        label={t('chips.label')}
        chips={page.chips.map(({ criterion, value, without }) => {
          const named = t(criterion === 'lieu' ? 'companies.place' : `criteria.${criterion}`)
          const text = t('chips.one', { criterion: named, value })
          return { to: without, text, remove: t('chips.remove', { value: text }) }
        })}
      />
      {!wrong && <CompanyList page={page} />}
    </div>
  )
}
