import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { AddressList, LifetimePart } from './addresses.tsx'
import { ContactFields } from './contact-fields.tsx'
import { CONTACT_ORDER } from './contact-order.ts'
import { openOwn } from './own-record.server.ts'
import { Part, type PartAnswers, QuestionsPart } from './part.tsx'
import { readContactPage, readRecord, saveOwnPart } from './record.server.ts'
import { RecordFrame, usePartAnswers } from './record-frame.tsx'
import { partForm } from './sections.ts'
import { OwnForm, useAnswers } from './settings-frame.tsx'

/** GET and POST `/parametres/coordonnees`, `?partie=` for a form: how to reach one, and where one lives. */
export async function loader(args: LoaderFunctionArgs) {
  const owner = await openOwn(args)
  return readRecord(owner, 'coordonnees', readContactPage)
}

export async function action(args: ActionFunctionArgs) {
  return saveOwnPart(await openOwn(args), args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Parts = Awaited<ReturnType<typeof readContactPage>>

export default function ContactPage() {
  const page = useLoaderData<typeof loader>()
  const answers = usePartAnswers(page, useActionData<typeof action>())
  const { parts } = page
  const { contact, adresse } = parts
  const answer = answers.of('contact')
  const answerOf = useAnswers(answer, contact.stands)
  return (
    <RecordFrame at="coordonnees" page={page}>
      <Part id="contact" answers={answers}>
        <OwnForm
          key={JSON.stringify(contact.stands)}
          action={partForm('contact')}
          answer={answer}
          order={CONTACT_ORDER}
          version={answers.version}
        >
          <ContactFields
            answers={answerOf}
            invalid={contact.invalid}
            hasLifetime={contact.hasLifetime}
            links={contact.links}
          />
        </OwnForm>
      </Part>
      <AddressesPart addresses={parts.adresses} answers={answers} />
      <QuestionsPart id="adresse" answers={answers} {...adresse} />
    </RecordFrame>
  )
}

function AddressesPart({ addresses, answers }: { addresses: Parts['adresses']; answers: PartAnswers }) {
  const { t } = useTranslation('profile')
  const fault = Object.values(answers.of('adresses')?.errors ?? {})[0]?.[0]
  return (
    <Part id="adresses" answers={answers}>
      {addresses.sent && !fault && (
        <Alert tone="success" live>
          {t('settings:addresses.sent')}
        </Alert>
      )}
      {fault && (
        <Alert tone="error" live>
          {t(`errors.${fault}`, { field: '' })}
        </Alert>
      )}
      <AddressList addresses={addresses.addresses} />
      {addresses.lifetime && (
        <LifetimePart address={addresses.lifetime} addresses={addresses.addresses} chosen={addresses.chosen} />
      )}
    </Part>
  )
}
