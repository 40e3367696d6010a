import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { CountCards } from './count-cards.tsx'
import type { ShownOutcome } from './decisions.server.ts'
import { checkAddress, runAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'
import { valueText } from './run-texts.ts'

/** What an import did, or what remains of one that was taken back. */
export function RunOutcome({ run, outcomes }: { run: RunFacts; outcomes: readonly ShownOutcome[] }) {
  const { t, i18n } = useTranslation('imports')
  const isUndone = run.state === 'undone'
  const at = (isUndone ? run.undoneAt : run.appliedAt) ?? run.at
  return (
    <>
      <Alert
        tone={isUndone ? 'info' : 'success'}
        title={t(`outcome.${run.state}At`, { at: shortMoment(at, i18n.language) })}
      >
        <p>{t(`outcome.${run.state}Text`)}</p>
      </Alert>
      {!isUndone && <CountCards run={run} />}
      {outcomes.length > 0 && <OutcomeTable outcomes={outcomes} caption={t(`outcome.kept.${run.state}`)} />}
      <Actions>
        <LinkButton look="secondary" to={checkAddress(run.id, 'created')}>
          {t('outcome.detail')}
        </LinkButton>
        {run.undoable && (
          <LinkButton look="quiet" to={runAddress(run.id, 'annuler')}>
            {t('undo.open')}
          </LinkButton>
        )}
      </Actions>
    </>
  )
}

function OutcomeTable({ outcomes, caption }: { outcomes: readonly ShownOutcome[]; caption: string }) {
  const { t } = useTranslation('imports')
  return (
    <Table
      id="gardees"
      caption={caption}
      head={
        <>
          <ColumnHead>{t('check.person')}</ColumnHead>
          <ColumnHead>{t('outcome.what')}</ColumnHead>
        </>
      }
    >
      {outcomes.map(({ line, label, handle, outcome }) => (
        <tr key={line}>
          <RowHead>{handle ? <Anchor to={href.member(handle)}>{label}</Anchor> : label}</RowHead>
          <Cell>
            {outcome.person && <p>{t(`outcome.person.${outcome.person}`)}</p>}
            {outcome.kept?.map(({ field, diploma, now }) => (
              <p key={`${diploma}:${field}`}>
                {t('outcome.value', { field: t(`fields.${field}`), value: valueText(now) || t('values.none') })}
              </p>
            ))}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
