import type { ActionFunctionArgs, LoaderFunctionArgs, SerializeFrom } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { PersonPicker } from '#app/domain/search/person-picker.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
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
  const { title, roles, people, picked, typed, found } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = (field: string) => (answer?.error === field ? t(`seeAs.errors.${field}`) : undefined)
  return (
    <>
      <PageHeading title={title} lead={t('seeAs.lead')} />
      <Card id="role" title={t('seeAs.role.title')}>
        <Form method="post" className="form-stack max-w-form">
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
      {people && <AsPerson picked={picked} typed={typed} found={found} answer={answer} />}
      <Alert>{t('seeAs.limits')}</Alert>
    </>
  )
}

type AsPersonProps = Pick<SerializeFrom<typeof loader>, 'picked' | 'typed' | 'found'> & {
  answer: { error: string; typed: { reason: string } } | undefined
}

/** First whom, then why. */
function AsPerson({ picked, typed, found, answer }: AsPersonProps) {
  const { t } = useTranslation('admin')
  return (
    <Card id="personne" title={t('seeAs.person.title')}>
      <div className="stack">
        <p>{t('seeAs.person.text')}</p>
        {answer?.error === 'person' && (
          <Alert tone="error" live>
            {t('seeAs.errors.person')}
          </Alert>
        )}
        {picked ? (
          <Form method="post" noValidate className="form-stack max-w-form">
            <input type="hidden" name="handle" value={picked.handle} />
            <p data-person={picked.handle}>
              <strong>{picked.name}</strong> <Anchor to={href.seeAs}>{t('picker.other')}</Anchor>
            </p>
            <TextInput
              name="reason"
              label={t('seeAs.person.reason')}
              hint={t('seeAs.person.reasonHint')}
              error={answer?.error === 'reason' ? t('seeAs.errors.reason') : undefined}
              defaultValue={answer?.typed.reason}
            />
            <div>
              <Button look="secondary" name="intent" value="person">
                {t('seeAs.begin')}
              </Button>
            </div>
          </Form>
        ) : (
          <PersonPicker id="voir-qui" label={t('picker.who')} path={href.seeAs} typed={typed} found={found} />
        )}
      </div>
    </Card>
  )
}
