import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { type PartAnswers, partAnswers } from './part.tsx'
import { ReadOnlyCard } from './read-only-card.tsx'
import type { RecordData } from './record.server.ts'
import type { RecordPage } from './sections.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** @returns the answer of each part: the address says whose form was sent */
export function usePartAnswers({ version, saved }: Pick<RecordData, 'version' | 'saved'>, sent: unknown): PartAnswers {
  const [asked] = useSearchParams()
  return partAnswers({
    ...{ version, saved, part: asked.get('partie') ?? '' },
    answer: sent as FormAnswer | undefined,
  })
}

type Props = { at: RecordPage; page: RecordData; children: ReactNode }

/** Around the parts of a page of one's own record; below them, what the association alone may correct. */
export function RecordFrame({ at, page, children }: Props) {
  return (
    <SettingsFrame at={at} handle={page.handle}>
      {children}
      <ReadOnlyCard lines={page.readOnly} contactEmail={page.contactEmail} />
    </SettingsFrame>
  )
}
