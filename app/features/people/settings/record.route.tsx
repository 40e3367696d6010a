import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FamilyPart } from './family-part.tsx'
import { FilesPart } from './files-part.tsx'
import { openOwn } from './own-record.server.ts'
import { QuestionsPart } from './part.tsx'
import { readOwnPage, readRecord, saveOwnPart } from './record.server.ts'
import { RecordFrame, usePartAnswers } from './record-frame.tsx'

/** GET and POST `/parametres/fiche`, `?partie=` for a form: identity, photo and CV, introduction, family. */
export async function loader(args: LoaderFunctionArgs) {
  const owner = await openOwn(args)
  return readRecord(owner, 'fiche', readOwnPage)
}

export async function action(args: ActionFunctionArgs) {
  return saveOwnPart(await openOwn(args), args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnPage() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answers = usePartAnswers(page, useActionData<typeof action>())
  const { parts } = page
  return (
    <RecordFrame at="fiche" page={page}>
      <QuestionsPart id="identite" answers={answers} {...parts.identite} />
      <FilesPart files={parts.photo} answers={answers} />
      <QuestionsPart id="autres" answers={answers} {...parts.autres} />
      <FamilyPart family={parts.famille} answers={answers} />
      {parts.hasSecret && (
        <Card id="iesf" title={t('fields.iesfCode')}>
          <p className="mb-4">{t('settings:iesf.about')}</p>
          <LinkButton look="secondary" to={href.iesfCode}>
            {t('settings:iesf.open')}
          </LinkButton>
        </Card>
      )}
    </RecordFrame>
  )
}
