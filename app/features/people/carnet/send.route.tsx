import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { ErrorSummary, faultWords } from '#app/ui/error-summary.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { CARNET_KINDS } from '#app/vocabulary/carnet.ts'
import { readCarnetForm, sendCarnet } from './carnet.server.ts'

/** GET and POST `/carnet/annoncer` (S3, B24). */
export async function loader(args: LoaderFunctionArgs) {
  return readCarnetForm(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return sendCarnet(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const meta = pageMeta

export default function SendNotice() {
  const { t } = useTranslation('carnet')
  const { title, formKey, today } = useLoaderData<typeof loader>()
  const { errors = {}, typed } = useActionData<typeof action>() ?? {}
  const { say, lines } = faultWords(errors, (fault) => t(`errors.${fault}`))
  return (
    <FormKey.Provider value={formKey}>
      <Narrow>
        <PageHeading
          title={title}
          above={<Breadcrumbs label={t('trail')} items={[{ to: href.carnet, text: t('title') }, { text: title }]} />}
        />
        <Alert>{t('readFirst')}</Alert>
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={lines} />
          <RadioGroup
            name="kind"
            legend={t('kind')}
            error={say('kind')}
            defaultValue={typed?.kind}
            options={CARNET_KINDS.map((value) => ({ value, label: t(`of.${value}`), hint: t(`hints.${value}`) }))}
          />
          <TextInput
            name="who"
            label={t('who')}
            hint={t('whoHint')}
            optional={t('ifDeath')}
            error={say('who')}
            defaultValue={typed?.who}
          />
          <TextInput name="day" type="date" label={t('day')} error={say('day')} defaultValue={typed?.day ?? today} />
          <Textarea name="text" label={t('text')} hint={t('textHint')} error={say('text')} defaultValue={typed?.text} />
          <TextInput
            name="childName"
            label={t('childName')}
            optional={t('ifBirth')}
            error={say('childName')}
            defaultValue={typed?.childName}
          />
          <Checkbox
            name="parent"
            value="yes"
            label={t('parent')}
            error={say('parent')}
            defaultChecked={typed?.parent === 'yes'}
          />
          <div>
            <Button>{t('propose')}</Button>
          </div>
        </Form>
      </Narrow>
    </FormKey.Provider>
  )
}
