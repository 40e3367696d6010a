import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { ListPart } from './list-part.tsx'
import { NoticesPart } from './notices-part.tsx'
import { partAnswers } from './part.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import type { readSubscriptionsPage } from './subscriptions-page.server.ts'

type Props = {
  page: Awaited<ReturnType<typeof readSubscriptionsPage>>
  answer: FormAnswer | undefined
  /** Whose form was answered. */
  part: string
}

/** Both parts; accounts without a record have no other settings beside them. */
export function SubscriptionsView({ page, answer, part }: Props) {
  const { t } = useTranslation('profile')
  const answers = partAnswers({ answer, part, version: '', saved: page.saved })
  const notices = <NoticesPart page={page.notices} answers={answers} />
  if (!page.lists)
    return (
      <Stack>
        <PageHeading title={t('pages.abonnements.title')} />
        {notices}
      </Stack>
    )
  return (
    <SettingsFrame at="abonnements" handle={page.handle}>
      <ListPart lists={page.lists} answers={answers} />
      {notices}
    </SettingsFrame>
  )
}
