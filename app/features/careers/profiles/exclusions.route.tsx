import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { changeExclusions, readExclusions } from './exclusions.server.ts'

/** GET and POST `/mes-profils/exclusions` (C19). */
export async function loader(args: LoaderFunctionArgs) {
  return readExclusions(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeExclusions(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Exclusions() {
  const { t } = useTranslation('profiles')
  const { title, exclusions, employers, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const said = answer?.error && t('excluded.error')
  const trail = [{ to: href.ownProfiles, text: t('own.title') }, { text: t('excluded.short') }]
  return (
    <Narrow>
      <PageHeading title={title} lead={t('excluded.lead')} above={<Breadcrumbs label={t('trail')} items={trail} />} />
      {done && !answer && (
        <Alert tone="success" live>
          {t(`excluded.done.${done}`)}
        </Alert>
      )}
      <Form method="post" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.summary')} errors={said ? [{ field: 'name', message: said }] : []} />
        <TextInput
          name="name"
          label={t('excluded.name')}
          hint={t('excluded.hint')}
          error={said}
          defaultValue={answer?.name ?? employers[0] ?? ''}
        />
        <div>
          <Button name="intent" value="add">
            {t('excluded.add')}
          </Button>
        </div>
      </Form>
      {exclusions.length > 0 && (
        <Rows data-total={exclusions.length}>
          {exclusions.map(({ id, kind, name }) => (
            <Row
              key={id}
              title={name}
              note={t(`excluded.kinds.${kind}`)}
              end={
                <Form method="post">
                  <input type="hidden" name="exclusion" value={id} />
                  <Button small look="quiet" name="intent" value="remove">
                    {t('excluded.remove')} <span className="sr-only">{name}</span>
                  </Button>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
    </Narrow>
  )
}
