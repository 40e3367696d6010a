import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { LookAgain } from '#app/ui/look-again.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { bulkAddress } from './bulk-address.ts'
import type { BulkFacts } from './run-page.server.ts'

/** People whom the step under way has behind it. */
function doneOf(state: BulkFacts['state'], counts: Readonly<Record<string, number>>): number {
  const ahead = state === 'running' ? 'waiting' : 'done'
  const all = Object.entries(counts).filter(([key]) => state === 'running' || key !== 'waiting')
  return all.reduce((sum, [key, count]) => (key === ahead ? sum : sum + count), 0)
}

/** How far it is; the page looks again by itself, with JavaScript or without. */
export function BulkProgress({ run, counts }: { run: BulkFacts; counts: Readonly<Record<string, number>> }) {
  const { t, i18n } = useTranslation('bulk')
  const done = doneOf(run.state, counts)
  const shown = { done: countText(done, i18n.language), all: countText(run.people, i18n.language) }
  return (
    <LookAgain id="suivi">
      <Progress
        id="avancement"
        label={t(`progress.${run.state}`)}
        value={done}
        max={run.people}
        text={t('progress.people', shown)}
      />
      <p className="reading">{t('progress.leave')}</p>
      {run.undoable && (
        <Actions>
          <LinkButton look="quiet" to={bulkAddress(run.id, 'annuler')}>
            {t('undo.stop')}
          </LinkButton>
        </Actions>
      )}
    </LookAgain>
  )
}
