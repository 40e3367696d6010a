import { Disclosure } from './disclosure.tsx'
import { Cell, ColumnHead, RowHead, Table } from './table.tsx'

export interface ChartSeries {
  name: string
  /** One per label. */
  values: readonly number[]
  /** As the table says them: « 1 234,50 € ». */
  texts: readonly string[]
}

type BarChartProps = {
  /** Unique in the page. */
  id: string
  title: string
  /** Short words under the groups of bars: « janv. ». */
  labels: readonly string[]
  /** One or two; the first is drawn in the association's colour, the second in grey. */
  series: readonly ChartSeries[]
  /** « Voir les chiffres ». */
  tableText: string
  /** Heading of the table's first column. */
  labelText: string
  /** The highest value, as the axis says it. */
  topText: string
}

const WIDTH = 360
const HEIGHT = 170
const FLOOR = 140
const ROOF = 22
const FILLS = ['fill-link', 'fill-edge']

/**
 * Upright bars, drawn by the server, with the same figures as a table beneath: nothing depends on colour or on scripts.
 */
export function BarChart({ id, title, labels, series, tableText, labelText, topText }: BarChartProps) {
  const top = Math.max(1, ...series.flatMap(({ values }) => values))
  const slot = WIDTH / Math.max(1, labels.length)
  const bar = Math.min(24, (slot * 0.8) / series.length)
  return (
    <figure className="stack" aria-labelledby={`${id}-titre`}>
      <figcaption id={`${id}-titre`} className="text-lg font-semibold">
        {title}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-2xl" aria-hidden="true">
        <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} className="stroke-edge" />
        <line x1="0" x2={WIDTH} y1={ROOF} y2={ROOF} className="stroke-line" />
        <text x="0" y={ROOF - 6} className="fill-muted" fontSize="12">
          {topText}
        </text>
        {labels.map((label, at) => (
          <g key={label}>
            {series.map(({ name, values }, i) => {
              const height = ((values[at] ?? 0) / top) * (FLOOR - ROOF)
              const x = at * slot + (slot - bar * series.length) / 2 + i * bar
              return (
                <rect key={name} x={x} y={FLOOR - height} width={bar - 1} height={height} className={FILLS[i]} rx="1" />
              )
            })}
            <text x={at * slot + slot / 2} y={FLOOR + 16} textAnchor="middle" className="fill-ink" fontSize="12">
              {label}
            </text>
          </g>
        ))}
      </svg>
      {series.length > 1 && <Legend series={series} />}
      <Disclosure summary={tableText}>
        <Table
          id={`${id}-chiffres`}
          caption={title}
          captionHidden
          head={
            <>
              <ColumnHead>{labelText}</ColumnHead>
              {series.map(({ name }) => (
                <ColumnHead key={name} number>
                  {name}
                </ColumnHead>
              ))}
            </>
          }
        >
          {labels.map((label, at) => (
            <tr key={label}>
              <RowHead>{label}</RowHead>
              {series.map(({ name, texts }) => (
                <Cell key={name} number>
                  {texts[at]}
                </Cell>
              ))}
            </tr>
          ))}
        </Table>
      </Disclosure>
    </figure>
  )
}

function Legend({ series }: Pick<BarChartProps, 'series'>) {
  return (
    <ul className="flex flex-wrap gap-4">
      {series.map(({ name }, i) => (
        <li key={name} className="flex items-center gap-2">
          <svg viewBox="0 0 12 12" className="size-4" aria-hidden="true">
            <rect width="12" height="12" rx="1" className={FILLS[i]} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
