import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { ReasonFields } from '#app/domain/audit/reason-fields.tsx'
import type { TypedReason } from '#app/domain/audit/reasons.ts'
import { countText, shortMoment } from '#app/i18n/format.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { LookAgain } from '#app/ui/look-again.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { FileFacts, RunFacts } from './transfers.server.ts'

type BeginProps = { files: readonly FileFacts[]; typed: (TypedReason & { file: string }) | undefined }

/** Which file, and why; who is in it and with what is told before. */
export function BeginTransfer({ files, typed }: BeginProps) {
  const { t, i18n } = useTranslation('transfers')
  const count = (n: number) => countText(n, i18n.language)
  return (
    <Card id="nouvelle" title={t('begin.title')}>
      <Form method="post" className="form-stack">
        <RadioGroup
          name="file"
          legend={t('begin.file')}
          defaultValue={typed?.file || files[0]!.id}
          options={files.map((file) => ({
            value: file.id,
            label: `${file.to} (${t('begin.in', { count: file.in, people: count(file.in) })})`,
            hint: [
              file.what,
              file.bases.map((basis) => t(`begin.bases.${basis}`)).join(', '),
              t('begin.out', { count: file.out, people: count(file.out) }),
              ...(file.tells ? [t('begin.tells')] : []),
            ].join(' · '),
          }))}
        />
        {files.map(({ id, to, fields }) => (
          <Disclosure key={id} summary={t('begin.fields', { to, count: fields.length })}>
            <p className="reading">{fields.map((field) => t(`fields.${field}`)).join(', ')}</p>
          </Disclosure>
        ))}
        <ReasonFields list="people" typed={typed} error={typed ? [t('books:reasons.wrong')] : undefined} />
        <div>
          <Button name="intent" value="begin">
            {t('begin.button')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

const TONES: Record<RunFacts['state'], BadgeTone> = {
  gathering: 'info',
  ready: 'success',
  handed: 'success',
  dropped: 'neutral',
}

/** A file that is being made, or may be fetched. */
export function TransferCard({ run }: { run: RunFacts }) {
  const { t, i18n } = useTranslation('transfers')
  const { id, state, to, reason, people, at, mayHand } = run
  const shown = countText(people, i18n.language)
  return (
    <Card id={`envoi-${id}`} title={to}>
      <p data-state={state}>
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>{' '}
        {t('run.of', { day: shortMoment(at, i18n.language), reason })}
      </p>
      {state === 'gathering' ? (
        <LookAgain id={`suivi-${id}`}>
          <Progress id={`avancement-${id}`} label={t('states.gathering')} text={shown} />
        </LookAgain>
      ) : (
        <p>{t('run.people', { count: people, people: shown })}</p>
      )}
      {mayHand && <Fetch run={id} />}
      {state !== 'handed' && (
        <Form method="post" className="form-stack pt-2">
          <input type="hidden" name="run" value={id} />
          <div>
            <Button small look="secondary" name="intent" value="drop">
              {t('run.drop')}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  )
}

/** A plain form: its answer is the file, and the page stays. */
function Fetch({ run }: { run: string }) {
  const { t } = useTranslation('transfers')
  return (
    <form method="post" action={href.transfers} className="form-stack">
      <input type="hidden" name="intent" value="hand" />
      <input type="hidden" name="run" value={run} />
      <p className="reading">{t('run.judged')}</p>
      <div className="actions">
        <Button name="format" value="xlsx">
          {t('run.xlsx')}
        </Button>
        <Button name="format" value="csv" look="secondary">
          {t('run.csv')}
        </Button>
      </div>
    </form>
  )
}

/** What left and to whom, and what was given up. */
export function PastTransfers({ past }: { past: readonly RunFacts[] }) {
  const { t, i18n } = useTranslation('transfers')
  if (past.length === 0) return null
  const head = (
    <>
      <ColumnHead>{t('past.at')}</ColumnHead>
      <ColumnHead>{t('past.to')}</ColumnHead>
      <ColumnHead>{t('past.why')}</ColumnHead>
      <ColumnHead>{t('past.state')}</ColumnHead>
      <ColumnHead number>{t('past.left')}</ColumnHead>
    </>
  )
  return (
    <Table id="passees" caption={t('past.title')} head={head}>
      {past.map(({ id, at, to, reason, state, left }) => (
        <tr key={id}>
          <RowHead>{shortMoment(at, i18n.language)}</RowHead>
          <Cell>{to}</Cell>
          <Cell>{reason}</Cell>
          <Cell>{t(`states.${state}`)}</Cell>
          <Cell number>{countText(left, i18n.language)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
