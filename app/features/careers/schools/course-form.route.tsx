import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { CourseFields } from '#app/domain/schools/school-fields.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readCourseForm, writeCourse } from './space.server.ts'

/** GET and POST `/ecoles/espace/formations/nouvelle` and `…/:course` (N3). */
export async function loader(args: LoaderFunctionArgs) {
  return readCourseForm(await open(args, { needs: 'account' }), args.params.course)
}

export async function action(args: ActionFunctionArgs) {
  return writeCourse(await open(args, { needs: 'account' }), args.params.course, await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function CourseForm() {
  const { t } = useTranslation('schools')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { say, lines } = faultWords(answer?.errors ?? {}, (fault) => t(`errors.${fault}`))
  return (
    <FormKey.Provider value={page.formKey}>
      <Narrow>
        <PageHeading
          title={page.title}
          lead={t('space.courseLead')}
          above={
            <Breadcrumbs
              label={t('trail')}
              items={[{ to: href.schoolSpace, text: t('space.title') }, { text: page.title }]}
            />
          }
        />
        {page.readFirst && <Alert>{t('space.readFirst')}</Alert>}
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.summary')} errors={lines} />
          <input type="hidden" name="seen" value={page.seen} />
          <CourseFields typed={answer?.typed ?? page.typed} say={say} />
          <div>
            <Button>{t(page.readFirst ? 'space.send' : 'space.save')}</Button>
          </div>
        </Form>
        {page.slug && (
          <Disclosure summary={t('space.removeCourse')}>
            <Form method="post" className="form-stack">
              <p>{t('space.removeCourseText')}</p>
              <div>
                <Button small look="danger" name="intent" value="remove">
                  {t('space.removeCourse')}
                </Button>
              </div>
            </Form>
          </Disclosure>
        )}
      </Narrow>
    </FormKey.Provider>
  )
}
