/** The copy as a page for people, whole in one file: opened from a folder, printed, read without the site. */

import { renderToStaticMarkup } from 'react-dom/server'
import type { Tenant } from '#app/context/tenants.ts'
import { longMoment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { type Translate, translatorFor } from '#app/i18n/translator.ts'
import { type CopiedRow, type CopyContent, ELSEWHERE, fieldsOf } from './copy-rows.server.ts'

const STYLE = `body{font:18px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:2rem}h2{margin-top:2.5rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc;overflow-wrap:anywhere}
@media print{body{font-size:11pt;margin:0}}`

/** A value as somebody reads it; records as their parts. */
function inWords(value: unknown, t: Translate): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map((one) => inWords(one, t)).join(' ; ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, one]) => `${key} : ${inWords(one, t)}`)
      .join(', ')
  return String(value)
}

function Lines({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <table>
      <tbody>
        {rows.map(([term, text]) => (
          <tr key={term}>
            <th scope="row">{term}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Rows({ rows, t }: { rows: readonly CopiedRow[]; t: Translate }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const heading = (column: string) => t(`rights:columns.${column}`, { defaultValue: column })
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {heading(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: written once, never changed
          <tr key={i}>
            {columns.map((column) => (
              <td key={column}>{inWords(row[column], t)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each table under its heading; empty ones are left out. */
function Tables({ tables, t }: { tables: Record<string, readonly unknown[]>; t: Translate }) {
  return Object.entries(tables).map(([table, rows]) =>
    rows.length === 0 ? null : (
      <section key={table}>
        <h2>{t(`rights:tables.${table}`, { defaultValue: table })}</h2>
        <Rows rows={rows as CopiedRow[]} t={t} />
      </section>
    ),
  )
}

/** @returns the page's text */
export function copyDocument(tenant: Tenant, content: CopyContent, language: Language): string {
  const t = translatorFor(language, tenant.config)
  const { person: people, ...tables } = content.tables
  const person = people?.[0]
  const { traces, openedBy, reports, files } = content
  const title = t('rights:document.title', { name: tenant.config.name })
  const at = longMoment(content.at, language)
  const page = (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{t('rights:document.lead', { at })}</p>
        {person && (
          <>
            <h2>{t('rights:tables.person')}</h2>
            <Lines
              rows={fieldsOf(person).map(
                ([field, value]) =>
                  [
                    t(`fields.${field}`),
                    value === ELSEWHERE ? t('rights:document.secret', { path: ELSEWHERE }) : inWords(value, t),
                  ] as const,
              )}
            />
          </>
        )}
        <Tables tables={{ ...tables, traces, openedBy, reports, files }} t={t} />
      </body>
    </html>
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}
