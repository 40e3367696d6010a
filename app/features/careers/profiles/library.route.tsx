import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Split } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/pagination.tsx'
import { readLibrary } from './library.server.ts'
import { LibraryForm, SaveAlert } from './library-form.tsx'

/** GET `/cvtheque` with `q recherche niveau domaine ville annee salaire libre page` (I11, N2; C16, C18). */
export async function loader(args: LoaderFunctionArgs) {
  return readLibrary(await open(args, { needs: 'read-profiles' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Line = Awaited<ReturnType<typeof loader>>['lines'][number]

export default function Library() {
  const { t } = useTranslation('profiles')
  const { title, lines, total, page, pages, previous, next, alerts, ...form } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('library.lead')} />
      <Split side={<LibraryForm {...form} />}>
        {alerts && <SaveAlert asked={form.asked} />}
        <p className="font-semibold" role="status">
          {total === null ? t('library.few') : t('library.total', { count: total })}
        </p>
        {total === null ? (
          <EmptyState icon={Users} title={t('library.fewTitle')}>
            <p>{t('library.fewText')}</p>
          </EmptyState>
        ) : (
          <Rows data-total={total}>
            {lines.map((one) => (
              <LibraryRow key={one.id} one={one} />
            ))}
          </Rows>
        )}
        {(previous || next) && (
          <Pagination
            label={t('library.pages')}
            summary={t('library.page', { page, pages })}
            previous={previous ? { to: previous, text: t('library.previous') } : null}
            next={next ? { to: next, text: t('library.next') } : null}
          />
        )}
      </Split>
    </>
  )
}

/** One profile of the list, by what it shows. */
function LibraryRow({ one }: { one: Line }) {
  const { t } = useTranslation('profiles')
  const fields = [
    ['purpose', one.purpose],
    ['speciality', one.speciality],
    ['level', one.level && t(`levels.${one.level}`)],
    ['year', one.year],
    ['town', one.town],
  ] as const
  const said = fields.filter(([, words]) => words)
  return (
    <Row
      data-profile={one.id}
      to={href.libraryProfile(one.id)}
      title={<span data-field="headline">{one.headline}</span>}
      note={
        <>
          <span data-field="pseudonym">{one.pseudonym}</span>
          {said.map(([field, words]) => (
            <span key={field}>
              {' · '}
              <span data-field={field}>{words}</span>
            </span>
          ))}
        </>
      }
      end={<span className="text-sm text-muted">{one.day}</span>}
    />
  )
}
