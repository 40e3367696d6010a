import type { HeadersArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { useDuration } from './lists.tsx'
import { readCourse } from './school.server.ts'
import { AskButtons, ForeignLink } from './school-parts.tsx'

/** GET `/formations/:course`: open to everybody (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readCourse(await open(args), args.params.course ?? '')
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders
export const meta = pageMeta

export default function Course() {
  const { t } = useTranslation('schools')
  const duration = useDuration()
  const { course, school, asks, own } = useLoaderData<typeof loader>()
  const lasts = duration(course.months)
  const facts = (
    <Card id="reperes" title={t('course.facts')}>
      <DefinitionList>
        <Definition term={t('course.school')}>
          <Anchor to={href.school(school.slug)}>{school.name}</Anchor>
        </Definition>
        <Definition term={t('course.level')}>{t(`levels.${course.level}`)}</Definition>
        <Definition term={t('course.field')}>{t(`studies.${course.field}`)}</Definition>
        {lasts && <Definition term={t('course.months')}>{lasts}</Definition>}
        <Definition term={t('course.rhythm')}>{t(`rhythms.${course.rhythm}`)}</Definition>
        {course.periods && <Definition term={t('course.periods')}>{course.periods}</Definition>}
        <Definition term={t('course.place')}>{`${course.city}, ${t(`regions.${course.region}`)}`}</Definition>
      </DefinitionList>
    </Card>
  )
  return (
    <article data-course={course.slug} data-state={course.state}>
      <PageHeading
        title={course.title}
        lead={school.name}
        above={
          <Breadcrumbs
            label={t('trail')}
            items={[
              { to: href.courses, text: t('courses.title') },
              { to: href.school(school.slug), text: school.name },
              { text: course.title },
            ]}
          />
        }
        actions={
          <>
            <AskButtons asks={asks} />
            {own && <LinkButton to={href.courseEdit(course.slug)}>{t('space.edit')}</LinkButton>}
          </>
        }
      />
      {course.state !== 'published' && <Alert tone="info">{t(`states.${course.state}Text`)}</Alert>}
      <div className="stack">
        {facts}
        <p className="reading whitespace-pre-line break-words">{course.text}</p>
        {course.link && (
          <p>
            <ForeignLink to={course.link} text={t('course.more')} />
          </p>
        )}
      </div>
    </article>
  )
}
