import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'

type FrameProps = {
  title: string
  lead: string
  /** Companies, schools and staff from outside have no record, so no settings above. */
  isPerson: boolean
  /** A page below « Mes données ». */
  below?: boolean
  children: ReactNode
}

/** Around the pages of one's rights, for every kind of account. */
export function MyDataFrame({ title, lead, isPerson, below, children }: FrameProps) {
  const { t } = useTranslation('rights')
  const items = [
    ...(isPerson ? [{ to: href.ownAccount, text: t('mine.settings') }] : []),
    ...(below ? [{ to: href.myData, text: t('mine.title') }] : []),
  ]
  return (
    <Stack>
      <PageHeading
        title={title}
        lead={lead}
        above={items.length > 0 ? <Breadcrumbs label={t('mine.way')} items={items} /> : undefined}
      />
      {children}
    </Stack>
  )
}
