import { type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Reachable } from '#app/ui/reachable.ts'
import { Tabs } from '#app/ui/tabs.tsx'

const TABS = [
  ['overview', href.treasury],
  ['lists', href.treasuryLists],
  ['bank', href.bank],
  ['taxReceipts', href.taxReceipts],
  ['exports', href.booksExports],
  ['closing', href.booksClosing],
  ['shares', href.apportionments],
  ['settings', href.treasurySettings],
] as const

type BooksFrameProps = {
  title: string
  lead?: ReactNode
  current: (typeof TABS)[number][0]
  actions?: ReactNode
  children: ReactNode
}

/** The head that all pages of the treasurer share: a title, and the other pages. */
export function BooksFrame({ title, lead, current, actions, children }: BooksFrameProps) {
  const { t } = useTranslation('books')
  // A tab that would lead to an empty page is none.
  const reaches = useContext(Reachable)
  return (
    <>
      <PageHeading title={title} lead={lead} actions={actions} />
      <Tabs
        label={t('tabs.label')}
        summary={t('tabs.summary', { current: t(`tabs.${current}`) })}
        tabs={TABS.filter(([, to]) => reaches(to)).map(([id, to]) => ({
          to,
          text: t(`tabs.${id}`),
          current: id === current,
        }))}
      />
      {children}
    </>
  )
}
