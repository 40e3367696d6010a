import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CourseRow, CoursesCard } from './lists.tsx'
import { readSpace } from './space.server.ts'

/** GET `/ecoles/espace`: what a school says of itself here, and what it may do about it (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSpace(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const TONES = { pending: 'info', published: 'success', refused: 'error', hidden: 'error' } as const

/** Where words stand, and what the association wrote about them. */
function Standing({ one }: { one: { state: keyof typeof TONES; waits: boolean; because: string | null } }) {
  const { t } = useTranslation('schools')
  return (
    <>
      <Badge tone={TONES[one.state]}>{t(one.waits ? 'states.waits' : `states.${one.state}`)}</Badge>
      {one.because && <p className="text-sm">{t('because', { words: one.because })}</p>}
    </>
  )
}

export default function SchoolSpace() {
  const { t } = useTranslation('schools')
  const { title, school, courses, done } = useLoaderData<typeof loader>()
  const account = (
    <p>
      <Anchor to={href.schoolPage}>{t('space.account')}</Anchor>
    </p>
  )
  return (
    <>
      <PageHeading
        title={title}
        lead={t('space.lead')}
        actions={
          school && (
            <>
              <LinkButton to={href.courseNew}>{t('space.newCourse')}</LinkButton>
              <LinkButton look="secondary" to={href.schoolInbox}>
                {t('space.inbox')}
              </LinkButton>
              <LinkButton look="secondary" to={href.schoolServices}>
                {t('space.services')}
              </LinkButton>
            </>
          )
        }
      />
      {done && (
        <Alert tone="success" live>
          {t(`done.${done}`)}
        </Alert>
      )}
      {!school ? (
        <EmptyState
          icon={GraduationCap}
          title={t('space.none')}
          action={<LinkButton to={href.presentSchool}>{t('space.begin')}</LinkButton>}
        >
          <p>{t('space.noneText')}</p>
          {account}
        </EmptyState>
      ) : (
        <div className="stack">
          <Card
            id="presentation"
            title={school.name}
            aside={<Anchor to={href.presentSchool}>{t('space.edit')}</Anchor>}
          >
            <Standing one={school} />
            <p className="mt-3">
              <Anchor to={href.school(school.slug)}>{t('space.look')}</Anchor>
            </p>
            <p>
              <Anchor to={href.schools}>{t('space.all')}</Anchor>
            </p>
            {account}
          </Card>
          <CoursesCard
            courses={courses}
            none={t('space.noCourses')}
            row={(one) => (
              <CourseRow key={one.slug} one={one} to={href.courseEdit(one.slug)} end={<Standing one={one} />} />
            )}
          />
          <p>
            <Anchor to={href.removeSchool}>{t('remove.title')}</Anchor>
          </p>
        </div>
      )}
    </>
  )
}
