import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { Progress } from '#app/ui/progress.tsx'
import type { RunFacts } from './run-page.server.ts'

/** Seconds between two looks at how far the worker is. */
const SECONDS = 2

/** How far a step is; the page looks again by itself, with JavaScript or without. */
export function RunProgress({ run, done }: { run: RunFacts; done?: number }) {
  const { t, i18n } = useTranslation('imports')
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (state !== 'idle') return
    const timer = setTimeout(revalidate, SECONDS * 1_000)
    return () => clearTimeout(timer)
  }, [revalidate, state])
  const known = done !== undefined && run.lines > 0
  const shown = { done: countText(done ?? 0, i18n.language), all: countText(run.lines, i18n.language) }
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(SECONDS)} />
      </noscript>
      <Progress
        id="avancement"
        label={t(`progress.${run.state}`)}
        value={known ? done : undefined}
        max={known ? run.lines : undefined}
        text={known ? t('progress.lines', shown) : t('progress.soon')}
      />
      <p className="reading">{t('progress.leave')}</p>
    </>
  )
}
