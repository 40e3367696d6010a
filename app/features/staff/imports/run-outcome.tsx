import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { CountCards } from './count-cards.tsx'
import type { ShownOutcome } from './decisions.server.ts'
import { checkAddress, runAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'
import { valueText } from './run-texts.ts'

type Props = {
  run: RunFacts
  outcomes: readonly ShownOutcome[]
  /** The viewer may invite many at once. */
  invites: boolean
}

/** What an import did, or what remains of one that was taken back. */
export function RunOutcome({ run, outcomes, invites }: Props) {
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
      {!isUndone && <Next run={run} invites={invites} />}
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

/** What comes after: those who are new are invited, those whom the file leaves out are looked at. */
function Next({ run: { id, counts }, invites }: Pick<Props, 'run' | 'invites'>) {
  const { t, i18n } = useTranslation('imports')
  const words = (count: number) => ({ count, shown: countText(count, i18n.language) })
  const { created = 0, absent = 0 } = counts
  return (
    <Actions>
      {invites && created > 0 && (
        <Form method="post" action={href.bulkRuns}>
          <input type="hidden" name="portee" value="tous" />
          <input type="hidden" name="import" value={id} />
          <input type="hidden" name="action" value="invitation" />
          <Button>{t('outcome.invite', words(created))}</Button>
        </Form>
      )}
      {absent > 0 && (
        <LinkButton look="secondary" to={checkAddress(id, 'absent')}>
          {t('outcome.absent', words(absent))}
        </LinkButton>
      )}
    </Actions>
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
