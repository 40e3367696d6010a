import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { bulkAddress } from './bulk-address.ts'
import { LeftReasons } from './left-reasons.tsx'
import type { BulkFacts, NamedRow } from './run-page.server.ts'

type OutcomeProps = {
  run: BulkFacts
  counts: Readonly<Record<string, number>>
  /** Some of those who were left as they were. */
  left: readonly NamedRow[]
}

const TONES = { done: 'success', stopped: 'warning' } as const

/** What an action did, or what remains of one that was taken back. */
export function BulkOutcome({ run, counts, left }: OutcomeProps) {
  const { t, i18n } = useTranslation('bulk')
  const isUndone = run.state === 'undone'
  const at = (isUndone ? run.undoneAt : run.endedAt) ?? run.at
  const changed = counts[isUndone ? 'undone' : 'done'] ?? 0
  const state = isUndone ? 'kept' : 'skipped'
  const reasons = Object.entries(counts).flatMap(([key, count]) =>
    key.startsWith(`${state} `) ? [[key.slice(state.length + 1), count] as const] : [],
  )
  return (
    <>
      <Alert
        tone={run.state === 'done' || run.state === 'stopped' ? TONES[run.state] : 'info'}
        title={t(`outcome.${run.state}`, { at: shortMoment(at, i18n.language) })}
      >
        <p>
          {t(isUndone ? 'outcome.restored' : 'outcome.changed', {
            count: changed,
            shown: countText(changed, i18n.language),
          })}
        </p>
      </Alert>
      <LeftReasons reasons={reasons} />
      {left.length > 0 && <LeftTable left={left} />}
      {run.undoable && (
        <Actions>
          <LinkButton look="quiet" to={bulkAddress(run.id, 'annuler')}>
            {t('undo.open')}
          </LinkButton>
        </Actions>
      )}
    </>
  )
}

function LeftTable({ left }: { left: readonly NamedRow[] }) {
  const { t } = useTranslation('bulk')
  return (
    <Table
      id="inchangees"
      caption={t('outcome.left')}
      head={
        <>
          <ColumnHead>{t('outcome.person')}</ColumnHead>
          <ColumnHead>{t('outcome.why')}</ColumnHead>
        </>
      }
    >
      {left.map(({ handle, name, reason }) => (
        <tr key={handle} data-person={handle}>
          <RowHead>
            <Anchor to={href.member(handle)}>{name}</Anchor>
          </RowHead>
          <Cell>{t(`reasons.${reason}`)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
