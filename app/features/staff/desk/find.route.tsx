import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Search from 'lucide-react/icons/search'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { countText } from '#app/i18n/format.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { findAnything } from './find.server.ts'
import { FoundLines, FoundPeople, SlashSwitch } from './found.tsx'

/** GET `/admin/recherche?q=`: one search for people, companies and invoices; a whole number leads to its page. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['people', 'accounts', 'keep-books', 'organisations'] })
  const typed = (ctx.url.searchParams.get('q') ?? '').trim().slice(0, 120)
  const { only, ...found } = await findAnything(ctx, typed)
  if (only) throw redirect(only)
  return { title: ctx.t('admin:find.title'), typed, ...found }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Find() {
  const { t, i18n } = useTranslation('admin')
  const { title, typed, people, colleagues, organisations, pieces, ...page } = useLoaderData<typeof loader>()
  const count = (value: number) => countText(value, i18n.language)
  const isEmpty = people.length + colleagues.length + organisations.length + pieces.length === 0
  return (
    <>
      <PageHeading title={typed ? t('find.titleFor', { typed }) : title} />
      {isEmpty && (
        <EmptyState icon={Search} title={t(typed ? 'find.none' : 'find.begin')}>
          <p>{t('find.how')}</p>
        </EmptyState>
      )}
      <FoundLines id="pieces" title={t('find.pieces')} lines={pieces} />
      <FoundPeople
        id="personnes"
        title={t('find.people', { count: page.peopleTotal, shown: count(page.peopleTotal) })}
        people={people}
        more={page.peopleTotal > people.length ? page.allPeople : null}
      />
      <FoundPeople
        id="collegues"
        title={t('find.colleagues', { typed, count: page.colleaguesTotal, shown: count(page.colleaguesTotal) })}
        people={colleagues}
        more={page.colleaguesTotal > colleagues.length ? page.allColleagues : null}
      />
      <FoundLines id="organisations" title={t('find.organisations')} lines={organisations} />
      <SlashSwitch />
    </>
  )
}
