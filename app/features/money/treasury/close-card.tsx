import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import Info from 'lucide-react/icons/info'
import Lock from 'lucide-react/icons/lock'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText, euros, monthText } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { BookMonth } from './closing.server.ts'
import type { MonthChecks } from './month-checks.server.ts'

/** `open`: somebody could settle it first · `done` · `known`: a figure, or something to know. */
type Line = { id: string; state: 'open' | 'done' | 'known'; text: string; to?: string }

const ICONS = { open: CircleAlert, done: CircleCheck, known: Info }

type CloseCardProps = {
  month: BookMonth
  checks: MonthChecks
  /** Series whose numbers have gaps. */
  broken: number
  error: string | undefined
}

/** The next month to close: what is settled and what is not, each with its page, and then the button. */
export function CloseCard({ month: one, checks, broken, error }: CloseCardProps) {
  const { t, i18n } = useTranslation('books')
  const month = monthText(one.month, i18n.language)
  const lines = useLines(one, checks, broken)
  const open = lines.filter(({ state }) => state === 'open').length
  return (
    <Card id="suivant" title={t('closing.next', { month })}>
      <ul className="checklist">
        {lines.map(({ id, state, text, to }) => (
          <li key={id} data-check={id} data-state={state}>
            <Icon of={ICONS[state]} />
            <span>
              {to ? <Anchor to={to}>{text}</Anchor> : text}
              {state !== 'known' && <span className="sr-only"> ({t(`closing.checks.${state}`)})</span>}
            </span>
          </li>
        ))}
      </ul>
      <Form key={one.month} method="post" className="form-stack">
        <input type="hidden" name="month" value={one.month} />
        {open > 0 ? (
          <Checkbox name="sure" value="yes" label={t('closing.sure', { count: open })} error={error} />
        ) : (
          <input type="hidden" name="sure" value="yes" />
        )}
        <div>
          <Button icon={Lock} look={open > 0 ? 'secondary' : 'primary'}>
            {t('closing.submit', { month })}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function useLines({ entries, cents }: BookMonth, checks: MonthChecks, broken: number): Line[] {
  const { t, i18n } = useTranslation('books')
  const words = (count: number) => ({ count, shown: countText(count, i18n.language) })
  const line = (id: 'bankLines' | 'movements' | 'processing', count: number, to: string): Line =>
    count > 0
      ? { id, state: 'open', text: `${t(`closing.checks.${id}`, words(count))}${t('closing.checks.go')}`, to }
      : { id, state: 'done', text: t(`closing.checks.${id}Done`) }
  const noStatement: Line = { id: 'lines', state: 'known', text: t('closing.checks.noLines'), to: href.bank }
  return [
    ...(checks.lines === 0 ? [noStatement] : []),
    ...(checks.lines > 0 || checks.bankLines > 0 ? [line('bankLines', checks.bankLines, href.bank)] : []),
    line('movements', checks.movements, href.stripeMovements),
    ...(checks.processing > 0 ? [line('processing', checks.processing, `${href.treasuryLists}?etat=waiting`)] : []),
    broken > 0
      ? { id: 'numbers', state: 'open', text: t('closing.checks.numbers', { count: broken }), to: '#numerotation' }
      : { id: 'numbers', state: 'done', text: t('closing.checks.numbersDone') },
    {
      ...{ id: 'entries', state: 'known' },
      text: t('closing.checks.entries', { ...words(entries), amount: euros(cents, i18n.language) }),
    },
  ]
}
