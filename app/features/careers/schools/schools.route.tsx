import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { ListPage, SchoolRow } from './lists.tsx'
import { readSchools } from './search.server.ts'

/** GET `/ecoles` with `q domaine region page`: open to everybody (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSchools(await open(args))
}

export const meta = pageMeta

export default function SchoolDirectory() {
  const { t } = useTranslation('schools')
  const { title, lines, ...list } = useLoaderData<typeof loader>()
  const none = list.chips.length > 0 ? 'none' : 'nothing'
  return (
    <ListPage kind="schools" title={title} list={list}>
      {lines.length === 0 ? (
        <EmptyState icon={GraduationCap} title={t(`schools.${none}`)}>
          <p>{t(`search.${none}Text`)}</p>
        </EmptyState>
      ) : (
        <Rows data-total={list.total} data-total-more={list.totalMore ? '' : undefined}>
          {lines.map((one) => (
            <SchoolRow key={one.slug} one={one} courses={one.courses} />
          ))}
        </Rows>
      )}
    </ListPage>
  )
}
