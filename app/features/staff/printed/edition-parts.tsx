import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { LookAgain } from '#app/ui/look-again.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { EditionFacts } from './printed.server.ts'

const TONES: Partial<Record<EditionFacts['state'], BadgeTone>> = { ready: 'success', freezing: 'info', drawing: 'info' }

/** No edition is under way. */
export function BeginEdition() {
  const { t } = useTranslation('printed')
  return (
    <Card id="nouvelle" title={t('begin.title')}>
      <Form method="post" className="form-stack">
        <p className="reading">{t('begin.text')}</p>
        <div>
          <Button name="intent" value="begin">
            {t('begin.button')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

/** The edition under way: how far it is, its file, and what may be done with it. */
export function EditionCard({ edition }: { edition: EditionFacts & { stale: number; byOtherRules: boolean } }) {
  const { t, i18n } = useTranslation('printed')
  const { id, state, people, done, printed, pages, stale, byOtherRules, day } = edition
  const count = (n: number) => countText(n, i18n.language)
  const isBusy = state === 'freezing' || state === 'drawing'
  return (
    <Card id="edition" title={t('run.title', { day })}>
      <p data-state={state}>
        <Badge tone={TONES[state] ?? 'neutral'}>{t(`run.states.${state}`)}</Badge>{' '}
        {t('run.proposed', { count: people, people: count(people) })}
      </p>
      {isBusy && (
        <LookAgain id="suivi">
          <Progress
            id="avancement"
            label={t(`run.states.${state}`)}
            {...(state === 'drawing' ? { value: done, max: people } : {})}
            text={state === 'drawing' ? t('run.progress', { done: count(done), all: count(people) }) : count(people)}
          />
          <p className="reading">{t('run.leave')}</p>
        </LookAgain>
      )}
      {state === 'ready' && stale > 0 && (
        <Alert tone="warning">
          {byOtherRules ? t('run.otherRules') : t('run.stale', { count: stale, people: count(stale) })}
        </Alert>
      )}
      {state === 'ready' && stale === 0 && <p>{t('run.ready', { pages: count(pages), people: count(printed) })}</p>}
      {!isBusy && <Steps run={id} isReady={state === 'ready'} isStale={stale > 0} />}
      <Asked run={id} intent="drop" />
    </Card>
  )
}

function Steps({ run, isReady, isStale }: { run: string; isReady: boolean; isStale: boolean }) {
  const { t } = useTranslation('printed')
  return (
    <>
      <div className="actions">
        {isReady && !isStale && <LinkButton to={href.printedFile(run, 'epreuve')}>{t('proof')}</LinkButton>}
        <Form method="post">
          <input type="hidden" name="run" value={run} />
          <Button name="intent" value="draw" look={isReady && !isStale ? 'secondary' : 'primary'}>
            {t(isReady ? 'steps.again' : 'steps.draw')}
          </Button>
        </Form>
      </div>
      {isReady && !isStale && <Asked run={run} intent="printed" />}
    </>
  )
}

/** A step that is asked for twice. */
function Asked({ run, intent }: { run: string; intent: 'printed' | 'drop' }) {
  const { t } = useTranslation('printed')
  return (
    <Disclosure summary={t(`steps.${intent}`)}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="run" value={run} />
        <p>{t(`steps.${intent}Text`)}</p>
        <div>
          <Button small look={intent === 'drop' ? 'danger' : 'secondary'} name="intent" value={intent}>
            {t(`steps.${intent}Do`)}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

/** Editions that are over. */
export function PastEditions({ past }: { past: readonly EditionFacts[] }) {
  const { t, i18n } = useTranslation('printed')
  if (past.length === 0) return null
  const head = (
    <>
      <ColumnHead>{t('past.day')}</ColumnHead>
      <ColumnHead>{t('past.state')}</ColumnHead>
      <ColumnHead number>{t('past.people')}</ColumnHead>
    </>
  )
  return (
    <Table id="passees" caption={t('past.title')} head={head}>
      {past.map(({ id, day, state, printed }) => (
        <tr key={id}>
          <RowHead>{day}</RowHead>
          <Cell>{t(`run.states.${state}`)}</Cell>
          <Cell number>{countText(printed, i18n.language)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
