import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { PICTURE_BYTES } from '#app/domain/content/pictures.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { LogoCard } from '#app/domain/schools/logo-card.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeSchoolDesk, readSchoolDesk } from './decide.server.ts'
import { ClaimsCard, CoursesCard, Decisions, GenericForm, SchoolWordsCard } from './school-cards.tsx'

/** GET and POST `/admin/ecoles/:school`: one page with its courses and who claims it (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readSchoolDesk(await open(args, { needs: 'organisations' }), args.params.school ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'organisations' })
  return changeSchoolDesk(ctx, args.params.school ?? '', await readUpload(args.request, PICTURE_BYTES))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

/** Outcomes that say why nothing was done. */
const NOTHING_DONE = ['changed-meanwhile', 'claim-impossible']

export default function SchoolDesk() {
  const { t } = useTranslation('schools')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const written = answer && 'typed' in answer ? answer : undefined
  const { title, id, slug, state, organisationId, done } = page
  return (
    <FormKey.Provider value={page.formKey}>
      <div className="stack" data-school={id} data-state={state}>
        <PageHeading
          title={title}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.schoolsDesk, text: t('desk.title') }, { text: title }]}
            />
          }
          actions={
            <LinkButton look="secondary" to={href.school(slug)}>
              {t('space.look')}
            </LinkButton>
          }
        />
        {done && !answer && (
          <Alert tone={NOTHING_DONE.includes(done) ? 'warning' : 'success'} live>
            {t(`desk.done.${done}`)}
          </Alert>
        )}
        {answer && 'missing' in answer && <Alert tone="error">{t('errors.because')}</Alert>}
        <p className="actions">
          <Badge>{t(page.waits ? 'states.waits' : `states.${state}`)}</Badge>
          {organisationId ? (
            <Anchor to={href.organisation(organisationId)}>{t('desk.owned')}</Anchor>
          ) : (
            <span className="text-muted">{t('desk.generic')}</span>
          )}
        </p>
        <ClaimsCard claims={page.claims} />
        {organisationId ? (
          <SchoolWordsCard page={page} />
        ) : (
          <>
            <GenericForm typed={written?.typed ?? page.typed} errors={written?.errors ?? {}} />
            <LogoCard school={page.logo} error={answer && 'pictureError' in answer ? answer.pictureError : undefined} />
            <Disclosure summary={t('remove.title')}>
              <Form method="post" className="form-stack">
                <p>{t('desk.removeText')}</p>
                <div>
                  <Button small look="danger" name="intent" value="remove">
                    {t('remove.confirm')}
                  </Button>
                </div>
              </Form>
            </Disclosure>
          </>
        )}
        <Decisions decisions={page.decisions} hash={page.hash} />
        <CoursesCard courses={page.courses} />
      </div>
    </FormKey.Provider>
  )
}
