import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countText, hourText } from '#app/i18n/format.ts'
import type { PastExtraction } from './extraction-log.server.ts'

/** A moment for the log to be written: the file arrives beside the page, which then shows the new line. */
const WRITTEN = 2_000

/** The page neither leaves nor hears of the file: it looks again by itself. */
export function useSent() {
  const { revalidate } = useRevalidator()
  const [sent, setSent] = useState(0)
  const [before, setBefore] = useState<string>()
  const onSent = (last: string | undefined) => {
    setBefore(last)
    setSent((times) => times + 1)
  }
  useEffect(() => {
    if (sent === 0) return
    const timer = setTimeout(revalidate, WRITTEN)
    return () => clearTimeout(timer)
  }, [sent, revalidate])
  return { isSent: sent > 0, before, onSent }
}

/** « 1 501 fiches téléchargées à 14 h 02 ». */
export function Downloaded({ extraction: { count, at } }: { extraction: PastExtraction }) {
  const { t, i18n } = useTranslation('admin')
  return t('exports.downloaded', {
    count,
    shown: countText(count, i18n.language),
    at: hourText(at, i18n.language),
  })
}
