import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { LookAgain } from '#app/ui/look-again.tsx'
import { Progress } from '#app/ui/progress.tsx'
import type { RunFacts } from './run-page.server.ts'

/** How far a step is; the page looks again by itself, with JavaScript or without. */
export function RunProgress({ run, done }: { run: RunFacts; done?: number }) {
  const { t, i18n } = useTranslation('imports')
  // Before the first lines are done, a bar at nought would say that nothing happens.
  const known = done !== undefined && done > 0 && run.lines > 0
  const shown = { done: countText(done ?? 0, i18n.language), all: countText(run.lines, i18n.language) }
  return (
    <LookAgain id="suivi">
      <Progress
        id="avancement"
        label={t(`progress.${run.state}`)}
        value={known ? done : undefined}
        max={known ? run.lines : undefined}
        text={known ? t('progress.lines', shown) : t('progress.soon')}
      />
      <p className="reading">{t('progress.leave')}</p>
    </LookAgain>
  )
}
