import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { IMPORTS, runAddress } from './run-address.ts'
import type { RunFacts } from './run-page.server.ts'

export const STEPS = ['file', 'sheet', 'columns', 'doubts', 'check', 'import'] as const
export type Step = (typeof STEPS)[number]

/** The way back, for every page of one import. */
export function RunTrail({ run }: { run: Pick<RunFacts, 'fileName'> }) {
  const { t } = useTranslation('imports')
  return <Breadcrumbs label={t('trail')} items={[{ to: IMPORTS, text: t('title') }, { text: run.fileName }]} />
}

/** « Étape 3 sur 6 »: the title of a step, and what comes next. */
export function RunStep({ run, step }: { run: Pick<RunFacts, 'fileName'>; step: Step }) {
  const { t } = useTranslation('imports')
  const current = STEPS.indexOf(step) + 1
  const next = STEPS[current]
  return (
    <>
      <RunTrail run={run} />
      <Stepper
        current={current}
        total={STEPS.length}
        text={t('steps.text', { current, total: STEPS.length })}
        title={t(`steps.${step}`)}
        next={next && t('steps.next', { title: t(`steps.${next}`) })}
      />
    </>
  )
}

/** What one may do instead: nothing has been written yet. */
export function LeaveRun({ id, children }: { id: string; children?: ReactNode }) {
  const { t } = useTranslation('imports')
  return (
    <Actions>
      {children}
      <LinkButton look="quiet" to={runAddress(id, 'abandonner')}>
        {t('discard.open')}
      </LinkButton>
    </Actions>
  )
}
