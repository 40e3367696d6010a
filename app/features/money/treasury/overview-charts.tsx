import { useTranslation } from 'react-i18next'
import { countText, euros, localeOf } from '#app/i18n/format.ts'
import { BarChart } from '#app/ui/bar-chart.tsx'

type MonthChartProps = { id: string; title: string; year: number; now: number[]; before: number[] }

/** Twelve months of one income: this year beside last. */
export function MonthChart({ id, title, year, now, before }: MonthChartProps) {
  const { t, i18n } = useTranslation('books')
  const format = new Intl.DateTimeFormat(localeOf(i18n.language), {
    month: 'short',
    timeZone: 'UTC',
  })
  const labels = now.map((_, month) => format.format(new Date(Date.UTC(2026, month, 15))).replace('.', ''))
  const money = (cents: number) => euros(cents, i18n.language)
  return (
    <BarChart
      id={id}
      title={title}
      labels={labels}
      labelText={t('overview.month')}
      tableText={t('overview.figures')}
      topText={money(Math.max(0, ...now, ...before))}
      series={[
        { name: String(year), values: now, texts: now.map(money) },
        { name: String(year - 1), values: before, texts: before.map(money) },
      ]}
    />
  )
}

type CountChartProps = { id: string; title: string; what: string; bars: readonly { name: string; count: number }[] }

/**
 * People by some word, longest first: bars as a list, each with its figure, so that names of any length stay readable.
 */
export function CountChart({ id, title, what, bars }: CountChartProps) {
  const { t, i18n } = useTranslation('books')
  const top = Math.max(1, ...bars.map(({ count }) => count))
  if (bars.length === 0) return <p className="text-muted">{t('overview.nobody')}</p>
  return (
    <table id={id} className="w-full" aria-label={title}>
      <thead className="sr-only">
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{t('overview.people')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ name, count }) => (
          <tr key={name}>
            <th scope="row" className="w-2/5 py-1 pr-3 text-left font-normal break-words">
              {name}
            </th>
            <td className="py-1">
              <span className="flex items-center gap-2">
                <svg viewBox="0 0 100 12" preserveAspectRatio="none" className="h-4 w-full" aria-hidden="true">
                  <rect width={(count / top) * 100} height="12" className="fill-link" />
                </svg>
                <span className="shrink-0 whitespace-nowrap tabular-nums">{countText(count, i18n.language)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
