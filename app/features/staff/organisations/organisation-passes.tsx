import { useTranslation } from 'react-i18next'
import { PeriodState } from '#app/features/staff/team/period-state.tsx'
import { shortDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { PassPeriod } from './organisations.server.ts'

type OrganisationPassesProps = { passes: readonly PassPeriod[]; months: number; today: string }

/** Directory passes of a company: given and ended by the staff, sold by payments. */
export function OrganisationPasses({ passes, months, today }: OrganisationPassesProps) {
  const { t, i18n } = useTranslation('admin')
  const span = ({ startsAt, endsAt }: PassPeriod) =>
    `${shortDay(startsAt, i18n.language)} – ${shortDay(endsAt, i18n.language)}`
  return (
    <Card id="acces" title={t('organisations.passes')}>
      {passes.length === 0 && <p className="text-muted">{t('organisations.noPasses')}</p>}
      <Rows plain>
        {passes.map((pass) => (
          <Row
            key={pass.id}
            title={span(pass)}
            note={<PeriodState state={pass.state} />}
            end={
              pass.state !== 'past' && (
                <Form method="post">
                  <input type="hidden" name="intent" value="end-pass" />
                  <input type="hidden" name="pass" value={pass.id} />
                  <Button look="quiet" small aria-label={`${t('dues.end')} ${span(pass)}`}>
                    {t('dues.end')}
                  </Button>
                </Form>
              )
            }
          />
        ))}
      </Rows>
      <Form method="post" className="form-stack">
        <input type="hidden" name="intent" value="pass" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput name="from" type="date" label={t('dues.start')} defaultValue={today} required />
          <TextInput
            name="until"
            type="date"
            label={t('dues.stop')}
            hint={t('organisations.passHint', { count: months })}
            optional={t('optional')}
          />
        </div>
        <div>
          <Button look="secondary">{t('organisations.addPass')}</Button>
        </div>
      </Form>
    </Card>
  )
}
