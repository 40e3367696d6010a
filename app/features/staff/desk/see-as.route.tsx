import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { beginSeeAs, readSeeAs } from './see-as.server.ts'

/** GET and POST `/admin/voir-comme`. */
export async function loader(args: LoaderFunctionArgs) {
  return readSeeAs(await open(args, { needs: 'see-as' }))
}

export async function action(args: ActionFunctionArgs) {
  return beginSeeAs(await open(args, { needs: 'see-as' }), await sentForm(args.request))
}

export const meta = pageMeta

export default function SeeAs() {
  const { t } = useTranslation('admin')
  const { title, roles, handle, people } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = (field: string) => (answer?.error === field ? t(`seeAs.errors.${field}`) : undefined)
  return (
    <>
      <PageHeading title={title} lead={t('seeAs.lead')} />
      <Card id="role" title={t('seeAs.role.title')}>
        <Form method="post" discover="none" reloadDocument className="form-stack max-w-form">
          <Select
            name="role"
            label={t('seeAs.role.label')}
            error={said('role')}
            defaultValue={answer?.typed.role}
            options={roles.map((role) => ({ value: role, label: t(`common:roles.${role}`) }))}
          />
          <TextInput
            name="reason"
            label={t('seeAs.person.reason')}
            hint={t('seeAs.role.reasonHint')}
            error={said('roleReason')}
            defaultValue={answer?.typed.role ? answer.typed.reason : ''}
          />
          <div>
            <Button name="intent" value="role">
              {t('seeAs.begin')}
            </Button>
          </div>
        </Form>
      </Card>
      {people && (
        <Card id="personne" title={t('seeAs.person.title')}>
          <Form method="post" discover="none" reloadDocument noValidate className="form-stack max-w-form">
            <p>{t('seeAs.person.text')}</p>
            <TextInput
              name="handle"
              label={t('seeAs.person.handle')}
              hint={t('seeAs.person.handleHint')}
              error={said('person')}
              defaultValue={answer?.typed.handle ?? handle}
            />
            <TextInput
              name="reason"
              label={t('seeAs.person.reason')}
              hint={t('seeAs.person.reasonHint')}
              error={said('reason')}
              defaultValue={answer?.typed.reason}
            />
            <div>
              <Button look="secondary" name="intent" value="person">
                {t('seeAs.begin')}
              </Button>
            </div>
          </Form>
        </Card>
      )}
      <Alert>{t('seeAs.limits')}</Alert>
    </>
  )
}
