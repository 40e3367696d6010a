import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea } from '#app/ui/text-input.tsx'
import { changeContact, openMember, readContact } from './contact-person.server.ts'
import { DoneAlert } from './done-alert.tsx'

/** GET and POST `/profil/:handle/contact` (S9, I6). */
export async function loader(args: LoaderFunctionArgs) {
  return readContact(await openMember(args), args.params.handle ?? '')
}

export async function action(args: ActionFunctionArgs) {
  return changeContact(await openMember(args), args.params.handle ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const LOOKS = { accept: 'primary', withdraw: 'secondary', refuse: 'secondary', remove: 'secondary' } as const

export default function ContactPage() {
  const { t } = useTranslation('contacts')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const error = answer?.error ? t(`errors.${answer.error}`) : undefined
  const { name, handle, steps } = page
  const state = page.blocked
    ? 'blocked'
    : page.friend
      ? 'friend'
      : page.asksMe
        ? 'asksMe'
        : page.asked
          ? 'asked'
          : 'none'
  const plain = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).filter((step) => steps.includes(step))
  return (
    <Narrow>
      <PageHeading
        title={page.title}
        lead={t(`state.${state}`, { name })}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.contacts, text: t('title') }, { text: name }]} />}
      />
      <DoneAlert done={answer ? null : page.done} />
      {page.note && <Alert title={t('note.theirs', { name })}>« {page.note} »</Alert>}
      {steps.includes('ask') && (
        <Form method="post" className="form-stack" noValidate>
          <ErrorSummary title={t('errors.title')} errors={error ? [{ field: 'note', message: error }] : []} />
          <Textarea
            name="note"
            label={t('note.label')}
            optional={t('optional')}
            hint={t('note.hint')}
            rows={3}
            error={error}
            defaultValue={answer?.note ?? ''}
          />
          <Button name="intent" value="ask">
            {t('steps.ask')}
          </Button>
        </Form>
      )}
      {plain.length > 0 && (
        <Form method="post" className="actions">
          {plain.map((step) => (
            <Button key={step} name="intent" value={step} look={LOOKS[step]}>
              {t(`steps.${step}`)}
            </Button>
          ))}
        </Form>
      )}
      <KeepAway steps={steps} name={name} />
      <p>
        <Anchor to={href.profile(handle)}>{t('seePage', { name })}</Anchor>
      </p>
    </Narrow>
  )
}

/** Apart from the rest, with what it does and what it does not. */
function KeepAway({ steps, name }: { steps: readonly string[]; name: string }) {
  const { t } = useTranslation('contacts')
  const step = steps.includes('block') ? 'block' : steps.includes('unblock') ? 'unblock' : undefined
  if (!step) return null
  return (
    <Card id="bloquer" title={t(`away.${step}.title`, { name })}>
      <p className="reading">{t(`away.${step}.text`)}</p>
      <Form method="post">
        <Button name="intent" value={step} look={step === 'block' ? 'danger' : 'secondary'}>
          {t(`steps.${step}`)}
        </Button>
      </Form>
    </Card>
  )
}
