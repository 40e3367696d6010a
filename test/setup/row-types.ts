/**
 * Which columns of which tables a statement's plain answer comes from, read from its text: what `RowOf` of db/rows.ts
 * is to say in its stead.
 */
import { parse } from '@babel/parser'
import { CATALOGUE } from '#app/db/catalogue.ts'

interface Node {
  type: string
  start: number
  end: number
  loc: { start: { line: number } }
  [key: string]: unknown
}

export interface Member {
  name: string
  type: string
}

/** A type written by hand for the rows of a statement, with those of its members that are columns as they stand. */
export interface HandWritten {
  line: number
  /** Name of an interface of the same file; none where the type stands in the call. */
  name: string | undefined
  columns: { table: string; members: Member[] }[]
}

const TYPES: Record<string, string> = {
  ...{ String: 'string', Uuid: 'string', DateTime: 'Date', Int: 'number', Float: 'number', Boolean: 'boolean' },
}
const TABLES = new Map(CATALOGUE.map(({ table, columns }) => [table, columns]))

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

function walk(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const [key, value] of Object.entries(node))
    if (key !== 'loc' && !key.endsWith('omments'))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, see)
}

/** @returns `String?` of the catalogue as TypeScript writes it; undefined for kinds that code gives types of its own */
function typeOf(kind: string | undefined): string | undefined {
  const [, base = '', rest = ''] = /^(\w+)(.*)$/.exec(kind ?? '') ?? []
  const type = TYPES[base]
  if (!type) return undefined
  return rest === '?' ? `${type} | null` : rest === '[]' ? `${type}[]` : type
}

/** The text without what stands in parentheses, and its parts from the first SELECT or RETURNING on. */
function answerOf(statement: string): { items: string[]; sources: string } {
  let depth = 0
  const flat = [...statement]
    .map((sign) => {
      if (sign === '(') depth += 1
      if (sign === ')') depth -= 1
      return depth > 0 || sign === ')' ? '' : sign
    })
    .join('')
    .replace(/\s+/g, ' ')
  const returning = flat.split(/ RETURNING /)
  if (returning.length === 2) return { items: (returning[1] ?? '').split(','), sources: returning[0] ?? '' }
  const [, list = '', sources = ''] =
    /^.*?\bSELECT (?:DISTINCT )?(.*?) FROM (.*?)(?: WHERE | UNION | GROUP | ORDER |$)/.exec(flat) ?? []
  return { items: list.split(','), sources: `FROM ${sources}` }
}

const WORDS = [
  'ON',
  'JOIN',
  'LEFT',
  'RIGHT',
  'FULL',
  'CROSS',
  'INNER',
  'WHERE',
  'SET',
  'USING',
  'FROM',
  'ORDER',
  'VALUES',
  'SELECT',
]

/** Tables by the alias that the statement gives them. */
function aliases(sources: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, table = '', alias = ''] of sources.matchAll(
    /(?:FROM|JOIN|UPDATE|INTO|,) "(\w+)"(?: (?:AS )?([A-Za-z]\w*))?/g,
  ))
    found.set(alias === '' || WORDS.includes(alias.toUpperCase()) ? table : alias, table)
  return found
}

/** @returns the tables whose columns the members are, as they stand */
function columnsOf(statement: string, members: readonly Member[]): HandWritten['columns'] {
  const { items, sources } = answerOf(statement)
  const known = aliases(sources)
  const only = known.size === 1 && !/(?:FROM|JOIN|,) §/.test(sources) ? [...known.values()][0] : undefined
  const plain = new Map<string, string>()
  for (const item of items) {
    const [, alias, column = ''] = /^ ?(?:(\w+)\.)?"(\w+)" ?$/.exec(item) ?? []
    const table = alias ? known.get(alias) : only
    if (table && column) plain.set(column, table)
    const whole = /^ ?(?:(\w+)\.)?\* ?$/.exec(item)
    const all = whole && (whole[1] ? known.get(whole[1]) : only)
    if (all) for (const name of Object.keys(TABLES.get(all) ?? {})) plain.set(name, plain.get(name) ?? all)
  }
  const found = members.filter(({ name, type }) => typeOf(TABLES.get(plain.get(name) ?? '')?.[name]) === type)
  return [...Map.groupBy(found, ({ name }) => plain.get(name)!)].map(([table, some]) => ({ table, members: some }))
}

const plainType = (text: string) => text.replace(/\s+/g, ' ').replace(/^null \| (.*)$/, '$1 | null')

function membersOf(literal: Node, code: string): (Member & { node: Node })[] {
  return ((literal.members ?? literal.body) as Node[]).flatMap((node) => {
    const annotation = (node.typeAnnotation as Node | undefined)?.typeAnnotation as Node | undefined
    if (node.type !== 'TSPropertySignature' || !annotation || node.optional || node.leadingComments) return []
    const name = String((node.key as Node).name ?? (node.key as Node).value)
    return [{ name, type: plainType(code.slice(annotation.start, annotation.end)), node }]
  })
}

const statementIn = (node: Node): string | undefined => {
  if (node.type !== 'TaggedTemplateExpression' || (node.tag as Node).name !== 'sql') return undefined
  return ((node.quasi as Node).quasis as Node[]).map(({ value }) => (value as { raw: string }).raw).join('§')
}

/** A call that gives its rows a type: the type's node and the statement. */
function typedCall(node: Node): [Node, string] | undefined {
  const given = (node.typeParameters ?? node.typeArguments) as { params: Node[] } | undefined
  const [first] = (node.arguments ?? []) as Node[]
  const statement = first && statementIn(first)
  return node.type === 'CallExpression' && given?.params[0] && statement ? [given.params[0], statement] : undefined
}

/** Every type of rows in the file that is written by hand though its columns have types, with the node of the type. */
export function handWritten(path: string, code: string): (HandWritten & { literal: Node; nodes: Node[] })[] {
  if (!code.includes('sql`')) return []
  const plugins = path.endsWith('x') ? (['typescript', 'jsx'] as const) : (['typescript'] as const)
  const tree = parse(code, { sourceType: 'module', plugins: [...plugins] }) as unknown as Node
  const interfaces = new Map<string, Node>()
  walk(tree, (node) => {
    if (node.type === 'TSInterfaceDeclaration' && !node.extends) interfaces.set(String((node.id as Node).name), node)
  })
  const found: (HandWritten & { literal: Node; nodes: Node[] })[] = []
  walk(tree, (node) => {
    const [type, statement] = typedCall(node) ?? []
    if (!type || !statement) return
    const named = type.type === 'TSTypeReference' ? String((type.typeName as Node).name) : undefined
    const literal = named ? (interfaces.get(named)?.body as Node | undefined) : type
    if (!literal || (literal.type !== 'TSTypeLiteral' && !named)) return
    const members = membersOf(literal, code)
    const columns = columnsOf(statement, members)
    const names = columns.flatMap((one) => one.members.map(({ name }) => name))
    const nodes = members.filter(({ name }) => names.includes(name)).map((one) => one.node)
    if (columns.length > 0) found.push({ line: node.loc.start.line, name: named, columns, literal, nodes })
  })
  return found
}
