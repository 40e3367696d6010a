import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readContact, saveContact } from './contact.server.ts'
import { ContactFields } from './contact-fields.tsx'
import { CONTACT_ORDER } from './contact-order.ts'
import { openOwn } from './own-record.server.ts'
import { ReadOnlyCard } from './read-only-card.tsx'
import { OwnForm, SettingsFrame, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/contact`. */
export async function loader(args: LoaderFunctionArgs) {
  return readContact(await openOwn(args))
}

export async function action(args: ActionFunctionArgs) {
  return saveContact(await openOwn(args), await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Contact() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const answers = useAnswers(answer, page.stands)
  return (
    <SettingsFrame section="contact" handle={page.handle} saved={page.saved && !answer}>
      <OwnForm key={page.version} answer={answer} order={CONTACT_ORDER} version={page.version}>
        <ContactFields answers={answers} invalid={page.invalid} hasLifetime={page.hasLifetime} links={page.links} />
      </OwnForm>
      <ReadOnlyCard lines={page.readOnly} contactEmail={page.contactEmail} />
    </SettingsFrame>
  )
}
