import { useTranslation } from 'react-i18next'
import { PeriodState } from '#app/features/staff/team/period-state.tsx'
import { shortDay } from '#app/i18n/format.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import type { Membership } from './memberships.server.ts'

type MembershipsTableProps = { periods: readonly (Membership & { tier: string })[]; mayEnd: boolean }

/** The periods that dues opened, newest first. */
export function MembershipsTable({ periods, mayEnd }: MembershipsTableProps) {
  const { t, i18n } = useTranslation('admin')
  return (
    <Table
      id="cotisations"
      caption={t('dues.title')}
      head={
        <>
          <ColumnHead>{t('dues.tier')}</ColumnHead>
          <ColumnHead>{t('account.status')}</ColumnHead>
          <ColumnHead>{t('dues.from')}</ColumnHead>
          <ColumnHead>{t('dues.until')}</ColumnHead>
          <ColumnHead>{t('dues.source')}</ColumnHead>
          {mayEnd && <ColumnHead>{t('dues.end')}</ColumnHead>}
        </>
      }
    >
      {periods.map((period) => (
        <tr key={period.id}>
          <RowHead>{period.tier}</RowHead>
          <Cell>
            <PeriodState state={period.state} />
          </Cell>
          <Cell>{shortDay(period.startsAt, i18n.language)}</Cell>
          <Cell>{period.endsAt ? shortDay(period.endsAt, i18n.language) : t('account.forever')}</Cell>
          <Cell>{t(`dues.sources.${period.source}`, { defaultValue: period.source })}</Cell>
          {mayEnd && <Cell>{period.state !== 'past' && <EndPeriodForm {...period} />}</Cell>}
        </tr>
      ))}
    </Table>
  )
}

function EndPeriodForm({ id, startsAt }: Membership) {
  const { t, i18n } = useTranslation('admin')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="end" />
      <input type="hidden" name="period" value={id} />
      <Button look="quiet" small aria-label={t('dues.endLabel', { day: shortDay(startsAt, i18n.language) })}>
        {t('dues.end')}
      </Button>
    </Form>
  )
}

type AddMembershipProps = { tiers: readonly { id: string; name: string }[]; today: string }

/** One more period, in the association's own tiers. */
export function AddMembershipForm({ tiers, today }: AddMembershipProps) {
  const { t } = useTranslation('admin')
  return (
    <Card id="ajouter" title={t('dues.add')}>
      <Form method="post" className="form-stack">
        <input type="hidden" name="intent" value="add" />
        <Select
          name="tier"
          label={t('dues.tier')}
          options={tiers.map((tier) => ({ value: tier.id, label: tier.name }))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput name="from" type="date" label={t('dues.start')} defaultValue={today} required />
          <TextInput
            name="until"
            type="date"
            label={t('dues.stop')}
            hint={t('dues.stopHint')}
            optional={t('optional')}
          />
        </div>
        <div>
          <Button look="secondary">{t('dues.add')}</Button>
        </div>
      </Form>
    </Card>
  )
}
