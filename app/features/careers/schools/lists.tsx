import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Avatar } from '#app/ui/avatar.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { FilterChips } from '#app/ui/filter-chips.tsx'
import { Split } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import type { Facet } from './facets.server.ts'
import type { SchoolLists } from './search.server.ts'
import type { ShownCourseLine, ShownSchoolLine } from './shown-school.ts'

/** The group of texts that has the words of a facet. */
const GROUPS = { domaine: 'studies', region: 'regions', niveau: 'levels', rythme: 'rhythms' } as const

/** @returns the words of a facet's entry */
function useFacetWords() {
  const { t } = useTranslation('schools')
  return (facet: Facet | 'q', value: string): string =>
    facet === 'q' ? t('search.words', { words: value }) : t(`${GROUPS[facet]}.${value}`)
}

function Facets({ facets, chosen }: { facets: SchoolLists['facets']; chosen: number }) {
  const { t, i18n } = useTranslation('schools')
  const words = useFacetWords()
  return (
    <Disclosure summary={chosen > 0 ? t('search.filters', { count: chosen }) : t('search.filter')} framed untilWide>
      <div className="stack">
        {facets.map(({ facet, entries }) => (
          <section key={facet} data-facet={facet} aria-labelledby={`facet-${facet}`}>
            <h2 className="text-base" id={`facet-${facet}`}>
              {t(`search.facets.${facet}`)}
            </h2>
            <ul>
              {entries.map(({ value, count, current, to }) => (
                <li key={value} data-count={count}>
                  <Anchor to={to} aria-current={current ? 'true' : undefined}>
                    {words(facet, value)} <span className="text-muted">({countText(count, i18n.language)})</span>
                  </Anchor>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Disclosure>
  )
}

type ListPageProps = { kind: 'schools' | 'courses'; title: string; list: SchoolLists; children: ReactNode }

/** The search, its facets and its pages around a list of schools or of courses. */
export function ListPage({ kind, title, list, children }: ListPageProps) {
  const { t } = useTranslation('schools')
  const words = useFacetWords()
  const chips = list.chips.map(({ facet, value, to }) => {
    const text = words(facet, value)
    return { to, text, remove: t('search.remove', { filter: text }) }
  })
  const actions = list.presents && <LinkButton to={href.schoolSpace}>{t('space.title')}</LinkButton>
  return (
    <>
      <PageHeading title={title} lead={t(`${kind}.lead`)} actions={actions} />
      <div className="stack">
        <SearchField
          action={list.base}
          label={t(`${kind}.search`)}
          labelShown
          hint={t(`${kind}.hint`)}
          button={t('search.button')}
          defaultValue={list.q}
          keep={list.kept}
        />
        <FilterChips label={t('search.chips')} chips={chips} clear={{ to: list.base, text: t('search.clear') }} />
        <Split side={<Facets facets={list.facets} chosen={list.chips.length} />}>
          <p className="font-semibold" role="status">
            {t(`${kind}.${list.totalMore ? 'totalMore' : 'total'}`, { count: list.total })}
          </p>
          {children}
          {(list.previous || list.next) && (
            <Pagination
              label={t('pages.label')}
              summary={t('pages.summary', { page: list.page, pages: list.pages })}
              previous={list.previous ? { to: list.previous, text: t('pages.previous') } : null}
              next={list.next ? { to: list.next, text: t('pages.next') } : null}
            />
          )}
        </Split>
      </div>
    </>
  )
}

/** @returns how long a course lasts: whole years as years, anything else in months */
export function useDuration() {
  const { t } = useTranslation('schools')
  return (months: number | null) =>
    months === null ? null : months % 12 === 0 ? t('years', { count: months / 12 }) : t('monthsOf', { count: months })
}

/** One school in a list. */
export function SchoolRow({ one, courses }: { one: ShownSchoolLine; courses: number }) {
  const { t } = useTranslation('schools')
  const fields = one.fields.slice(0, 3).map((field) => t(`studies.${field}`))
  return (
    <Row
      data-school={one.slug}
      data-state={one.state}
      to={href.school(one.slug)}
      title={one.name}
      lead={<Avatar name={one.name} photo={one.logo} lazy />}
      note={[`${one.city}, ${t(`regions.${one.region}`)}`, ...fields].join(' · ')}
      end={courses > 0 && <span className="text-sm text-muted">{t('courses.count', { count: courses })}</span>}
    />
  )
}

/** One course in a list. @param named its school stands beside it */
export function CourseRow({ one, to, named, end }: CourseRowProps) {
  const { t } = useTranslation('schools')
  const duration = useDuration()
  const place = named ? [one.school, one.city] : [one.city]
  return (
    <Row
      data-course={one.slug}
      data-state={one.state}
      to={to ?? href.course(one.slug)}
      title={one.title}
      note={[...place, t(`levels.${one.level}`), t(`rhythms.${one.rhythm}`), duration(one.months)]
        .filter(Boolean)
        .join(' · ')}
      end={end}
    />
  )
}

type CourseRowProps = { one: ShownCourseLine; to?: string; named?: boolean; end?: ReactNode }

type CoursesCardProps<One> = {
  courses: readonly One[]
  /** The words where there are none. */
  none: string
  row?: (one: One) => ReactNode
}

/** The courses of one school. */
export function CoursesCard<One extends ShownCourseLine>({ courses, none, row }: CoursesCardProps<One>) {
  const { t } = useTranslation('schools')
  return (
    <Card id="formations" title={t('courses.title')} flush={courses.length > 0}>
      {courses.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <Rows plain data-total={courses.length}>
          {courses.map((one) => (row ? row(one) : <CourseRow key={one.slug} one={one} />))}
        </Rows>
      )}
    </Card>
  )
}
