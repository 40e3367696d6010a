/**
 * Writes app/db/generated/catalogue.ts from the comments and columns of prisma/schema: what each table is, how long its
 * rows live, whose data they are. Copies, erasure and retention go by it, so that a new table cannot be forgotten.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'prisma', 'schema')
const LINE = /\/\/\/.*class (tenant|global)(?: \([^)]*\))? · retention (\w+) · gdpr (\w+)/
const COLUMN = /^ {2}(\w+)\s+(String|Int|BigInt|Boolean|DateTime|Json|Float|Decimal|Bytes)(\[\]|\?)?(.*)$/gm

function entryOf([, comment = '', name = '', body = '']: string[]): object {
  const [, kind = '', retention = '', gdpr = ''] = LINE.exec(comment) ?? []
  const columns: Record<string, string> = {}
  for (const [, column = '', type = '', many = '', rest = ''] of body.matchAll(COLUMN)) {
    const word = rest.includes('@db.Uuid') ? 'Uuid' : rest.includes('@db.Date') ? 'Date' : type
    columns[column] = (rest.includes('@db.Timestamptz') ? 'DateTime' : word) + many
  }
  const key = /@@id\(\[([\w, ]+)\]/.exec(body)?.[1]?.split(', ') ?? ['id']
  return { table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, class: kind, retention, gdpr, key, columns }
}

const schema = readdirSync(FOLDER)
  .sort()
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n')
const models = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{([\s\S]*?)^\}/gm)].map(entryOf)

const text = `/* Written by prisma/write-catalogue.ts from prisma/schema. */
export interface CatalogueTable {
  table: string
  class: 'tenant' | 'global' | ''
  retention: string
  gdpr: string
  /** Columns of the primary key. */
  key: string[]
  /** Type by column: Uuid, String?, DateTime, String[] … */
  columns: Record<string, string>
}

export const CATALOGUE: readonly CatalogueTable[] = ${JSON.stringify(models, null, 2)}
`
mkdirSync(join(ROOT, 'app', 'db', 'generated'), { recursive: true })
writeFileSync(join(ROOT, 'app', 'db', 'generated', 'catalogue.ts'), text)
