import type { HeadersArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { CoursesCard } from './lists.tsx'
import { readSchool } from './school.server.ts'
import { AskButtons, SchoolContact, SchoolLogo } from './school-parts.tsx'

/** GET `/ecoles/:school`: open to everybody (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSchool(await open(args), args.params.school ?? '')
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders
export const meta = pageMeta

export default function School() {
  const { t } = useTranslation('schools')
  const { school, courses, asks, forCompanies, generic, claim, own, desk, claimed } = useLoaderData<typeof loader>()
  const trail = [{ to: href.schools, text: t('title') }, { text: school.name }]
  return (
    <article data-school={school.slug} data-state={school.state}>
      <PageHeading
        title={school.name}
        lead={`${school.city}, ${t(`regions.${school.region}`)}`}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
        actions={
          <>
            <AskButtons asks={asks} />
            {own && <LinkButton to={href.schoolSpace}>{t('space.title')}</LinkButton>}
            {desk && (
              <LinkButton look="secondary" to={desk}>
                {t('desk.open')}
              </LinkButton>
            )}
          </>
        }
      />
      {claimed && (
        <Alert tone="success" live title={t('claim.sent')}>
          <p>{t('claim.sentText')}</p>
        </Alert>
      )}
      {school.state !== 'published' && <Alert tone="info">{t(`states.${school.state}Text`)}</Alert>}
      <div className="stack">
        <SchoolLogo school={school} />
        <p className="actions">
          {school.fields.map((field) => (
            <Badge key={field}>{t(`studies.${field}`)}</Badge>
          ))}
        </p>
        <p className="reading whitespace-pre-line break-words">{school.about}</p>
        {forCompanies && (
          <Card id="entreprises" title={t('forCompanies')}>
            <p className="reading whitespace-pre-line break-words">{forCompanies}</p>
          </Card>
        )}
        <CoursesCard courses={courses} none={t('courses.ofNone')} />
        <SchoolContact school={school} />
        {generic && (
          <Card id="generique" title={t('generic.title')}>
            <p>{t('generic.text')}</p>
            {claim === 'waiting' && <p>{t('claim.waiting')}</p>}
            {claim === 'open' && (
              <p>
                <Anchor to={href.claimSchool(school.slug)}>{t('claim.title')}</Anchor>
              </p>
            )}
          </Card>
        )}
      </div>
    </article>
  )
}
