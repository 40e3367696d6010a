import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'
import { Form } from '#app/ui/form.tsx'
import { StatCard } from '#app/ui/stat-card.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { readSendingPage } from './sending.server.ts'

type Page = SerializeFrom<typeof readSendingPage>

/** Why the letter may not leave, each with its block. */
export function Faults({ faults }: Pick<Page, 'faults'>) {
  const { t } = useTranslation('letters')
  if (faults.length === 0) return null
  return (
    <Alert tone="error" title={t('faults.title')}>
      <ul className="list-disc pl-5">
        {faults.map(({ at, why, what }) => (
          <li key={`${at} ${why}`}>
            {at > 0 && `${t('faults.block', { at })} `}
            {t(`faults.${why}`, { what })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** To whom: the rule in words, how many people it finds now, and five of them. */
export function Readers({ rule, readers }: Pick<Page, 'rule' | 'readers'>) {
  const { t, i18n } = useTranslation('letters')
  return (
    <Card id="destinataires" title={t('to')}>
      <ul className="list-disc pl-5">
        {rule.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {readers && (
        <p className="mt-4">
          {readers.count === null ? (
            t('fewReaders')
          ) : (
            <strong>{t('readers', { count: readers.count, n: countText(readers.count, i18n.language) })}</strong>
          )}{' '}
          <span className="text-muted">{t('readersNote')}</span>
        </p>
      )}
      {readers && readers.examples.length > 0 && (
        <p className="mt-2">
          {t('examples')}{' '}
          {readers.examples.map(({ handle, name }, i) => (
            <span key={handle} data-person={handle}>
              {i > 0 && ', '}
              <Anchor to={href.profile(handle)}>{name}</Anchor>
            </span>
          ))}
        </p>
      )}
    </Card>
  )
}

/** The letter as the hardest readers will see it, and a test to oneself. */
export function Looks({ id, worst }: Pick<Page, 'id' | 'worst'>) {
  const { t } = useTranslation('letters')
  return (
    <Card id="apercus" title={t('looks.title')}>
      <p>{t('looks.lead')}</p>
      <ul className="mt-2 list-disc pl-5">
        {worst.map((one) => (
          <li key={one}>
            <Anchor to={`${href.letterPreview(id)}?comme=${one}`}>{t(`looks.${one}`)}</Anchor> ·{' '}
            <Anchor to={`${href.letterPreview(id)}?comme=${one}&format=texte`}>
              {t('looks.text')} <span className="sr-only">{t(`looks.${one}`)}</span>
            </Anchor>
          </li>
        ))}
      </ul>
      <Form method="post" className="mt-4">
        <Button look="secondary" name="intent" value="test">
          {t('looks.test')}
        </Button>
      </Form>
    </Card>
  )
}

type PlanProps = { late: boolean; seen: string; answer: { error: 'at'; typed: string } | undefined }

/** Now, or at an hour. */
export function Plan({ late, seen, answer }: PlanProps) {
  const { t } = useTranslation('letters')
  return (
    <Card id="envoi" title={t(late ? 'plan.again' : 'plan.title')}>
      <Form method="post" className="form-stack" noValidate>
        <input type="hidden" name="seen" value={seen} />
        <TextInput
          name="at"
          type="datetime-local"
          label={t('plan.at')}
          hint={t('plan.atHint')}
          optional={t('optional')}
          error={answer && t('plan.error')}
          defaultValue={answer?.typed}
        />
        <div>
          <Button name="intent" value="plan">
            {t(late ? 'plan.sendOn' : 'plan.send')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

/** Sums of what became of its mails: of nobody in particular (B20). */
export function Sums({ totals, id, state }: Pick<Page, 'id' | 'state'> & { totals: NonNullable<Page['totals']> }) {
  const { t, i18n } = useTranslation('letters')
  const names = ['left', 'arrived', 'waiting', 'failed', 'dropped'] as const
  return (
    <Card id="totaux" title={t('totals.title')}>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3">
        {names.map((name) => (
          <StatCard key={name} value={countText(totals[name], i18n.language)} label={t(`totals.${name}`)} />
        ))}
      </div>
      <p className="mt-4 text-muted">{t('totals.note')}</p>
      {(state === 'sending' || state === 'sent') && (
        <p className="mt-2">
          <Anchor to={href.letterCopy(id)}>{t('onSite')}</Anchor>
        </p>
      )}
    </Card>
  )
}

/** Back to the desk, an end, or another like it. */
export function Ends({ state }: Pick<Page, 'state'>) {
  const { t } = useTranslation('letters')
  const isEnding = state === 'sending' || state === 'sent' || state === 'late'
  if (state === 'draft') return null
  return (
    <div className="stack">
      {state === 'planned' && (
        <Form method="post">
          <Button look="secondary" name="intent" value="recall">
            {t('recall')}
          </Button>
        </Form>
      )}
      {(state === 'sent' || state === 'stopped') && (
        <Form method="post">
          <Button look="secondary" name="intent" value="copy">
            {t('copy')}
          </Button>
        </Form>
      )}
      {isEnding && <DisclosedStep summary={t('stop')} text={t('stopText')} intent="stop" />}
    </div>
  )
}
