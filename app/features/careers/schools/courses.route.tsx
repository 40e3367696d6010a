import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CourseRow, ListPage } from './lists.tsx'
import { readCourses } from './search.server.ts'

/** GET `/formations` with `q domaine niveau region rythme page`: open to everybody (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readCourses(await open(args))
}

export const meta = pageMeta

export default function CourseDirectory() {
  const { t } = useTranslation('schools')
  const { title, lines, ...list } = useLoaderData<typeof loader>()
  const none = list.chips.length > 0 ? 'none' : 'nothing'
  return (
    <ListPage kind="courses" title={title} list={list}>
      {lines.length === 0 ? (
        <EmptyState icon={GraduationCap} title={t(`courses.${none}`)}>
          <p>{t(`search.${none}Text`)}</p>
        </EmptyState>
      ) : (
        <Rows data-total={list.total} data-total-more={list.totalMore ? '' : undefined}>
          {lines.map((one) => (
            <CourseRow key={one.slug} one={one} named />
          ))}
        </Rows>
      )}
    </ListPage>
  )
}
