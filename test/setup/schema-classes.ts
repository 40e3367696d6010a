/** What prisma/schema.prisma promises of each table in its `///` comment: `class tenant · retention person · gdpr personal`. */
import { readFileSync } from 'node:fs'

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

/**
 * @param schema text of schema.prisma
 * @returns one entry per model; class, retention and gdpr are empty where the comment is missing
 */
export function tableClasses(schema: string = readFileSync('prisma/schema.prisma', 'utf8')): TableClass[] {
  const models = [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{([\s\S]*?)^\}/gm)]
  return models.map(([, comment = '', name = '', body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
    const [, kind = '', shared, retention = '', gdpr = ''] = LINE.exec(comment) ?? []
    return { table, class: kind, shared: Boolean(shared), retention, gdpr }
  })
}
