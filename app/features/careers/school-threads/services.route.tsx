import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Form, FormKey } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { readServices, writeService } from './services.server.ts'

/** GET and POST `/ecoles/espace/services`: each a switch, off at once (N8, C24). */
export async function loader(args: LoaderFunctionArgs) {
  return readServices(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  return writeService(await open(args, { needs: 'account' }), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Service = Awaited<ReturnType<typeof readServices>>['services'][number]
type Answer = { typed: Record<string, string>; errors: Partial<Record<string, string>> } | undefined

/** One service: on or off, where it goes, and to companies what the school says. */
function ServiceCard({ service, answer }: { service: Service; answer: Answer }) {
  const { t } = useTranslation('school-threads')
  const { kind } = service
  const own = answer?.typed.kind === kind ? answer : undefined
  const say = (field: string) => (own?.errors[field] ? t(`errors.${own.errors[field]}`) : undefined)
  return (
    <Card id={kind} title={t(`services.${kind}`)}>
      <Form method="post" className="form-stack" noValidate>
        <input type="hidden" name="kind" value={kind} />
        <p>{t(`services.${kind}Text`)}</p>
        {service.waits && <Alert tone="info">{t('services.waits')}</Alert>}
        <Checkbox
          id={`${kind}-on`}
          name="isOn"
          label={t('services.on')}
          defaultChecked={own ? own.typed.isOn !== '' : service.isOn}
        />
        <TextInput
          id={`${kind}-address`}
          name="forwardTo"
          type="email"
          label={t('services.forwardTo')}
          hint={t('services.forwardToHint')}
          autoComplete="email"
          error={say('forwardTo')}
          defaultValue={own?.typed.forwardTo ?? service.forwardTo}
        />
        {kind === 'introductions' && (
          <Textarea
            id={`${kind}-words`}
            name="words"
            rows={5}
            label={t('services.words')}
            hint={t('services.wordsHint')}
            error={say('words')}
            defaultValue={own?.typed.words ?? service.words}
          />
        )}
        <div>
          <Button look="secondary">{t('services.save')}</Button>
        </div>
      </Form>
    </Card>
  )
}

export default function SchoolServices() {
  const { t } = useTranslation('school-threads')
  const { title, formKey, services, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FormKey.Provider value={formKey}>
      <PageHeading
        title={title}
        lead={t('services.lead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.schoolSpace, text: t('space') }, { text: title }]} />}
      />
      <div className="stack">
        {done && !answer && (
          <Alert tone="success" live>
            {t(`services.done.${done}`)}
          </Alert>
        )}
        {services.map((service) => (
          <ServiceCard key={service.kind} service={service} answer={answer} />
        ))}
      </div>
    </FormKey.Provider>
  )
}
