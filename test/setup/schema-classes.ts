/**
 * What prisma/schema promises of each table in its `///` comment: `class tenant · retention person · gdpr personal`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TableClass {
  table: string
  class: string
  /** Members of the association's federation may read it too. */
  shared: boolean
  retention: string
  gdpr: string
}

const LINE =
  /\/\/\/.*class (tenant|global)( \(second policy: members of the federation may read\))? · retention (\w+) · gdpr (\w+)/

const FOLDER = join('prisma', 'schema')

const wholeSchema = (): string =>
  readdirSync(FOLDER)
    .sort()
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n')

/**
 * @param schema text of the schema's files
 * @returns one entry per model; class, retention and gdpr are empty where the comment is missing
 */
export function tableClasses(schema: string = wholeSchema()): TableClass[] {
  const models = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{([\s\S]*?)^\}/gm)]
  return models.map(([, comment = '', name = '', body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
    const [, kind = '', shared, retention = '', gdpr = ''] = LINE.exec(comment) ?? []
    return { table, class: kind, shared: Boolean(shared), retention, gdpr }
  })
}
