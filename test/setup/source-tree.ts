/** The source files as data: what each imports, exports, calls and says. For the architecture test. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parse } from '@babel/parser'

export interface Import {
  /** As written; for our own files the path from the root of the repository. */
  of: string
  own: boolean
  typeOnly: boolean
  names: string[]
}

export interface FunctionSize {
  name: string
  line: number
  lines: number
  /** How many positional parameters it has. */
  parameters: number
}

export interface SourceFile {
  path: string
  lines: number
  imports: Import[]
  functions: FunctionSize[]
  /** Texts written in the code, with their line. */
  texts: { text: string; line: number }[]
  /** `a.b` and `a.b.c` as written. */
  members: { name: string; line: number }[]
  /** Names after a dot, whatever stands before it: `formData` of `new Response(body).formData()`. */
  properties: { name: string; line: number }[]
  /** Names of what each top-level function calls; of each exported one too. */
  calls: Map<string, Set<string>>
  attributes: { name: string; line: number }[]
  comments: { text: string; line: number }[]
  /** Lines of comments of more than 120 characters, which the formatter leaves as they are. */
  wideComments: number[]
}

interface Node {
  type: string
  loc?: { start: { line: number }; end: { line: number } }
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

function children(node: Node): Node[] {
  return Object.entries(node)
    .filter(([key]) => key !== 'loc' && !key.endsWith('omments'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function walk(node: Node, see: (node: Node, parents: readonly Node[]) => void, parents: readonly Node[] = []): void {
  see(node, parents)
  for (const child of children(node)) walk(child, see, [node, ...parents])
}

const lineOf = (node: Node) => node.loc?.start.line ?? 0

/** @returns path from the root of one of our own files, or the specifier of a package. */
function resolved(path: string, specifier: string): Pick<Import, 'of' | 'own'> {
  const plain = specifier.replace(/\?.*$/, '')
  if (plain.startsWith('#app/')) return { of: plain.slice(1), own: true }
  if (plain.startsWith('.')) return { of: normalize(join(dirname(path), plain)), own: true }
  return { of: plain, own: false }
}

function importsOf(path: string, node: Node): Import[] {
  const source = (node.source ?? (node.type === 'ImportExpression' ? node.source : undefined)) as Node | undefined
  if (!source || typeof source.value !== 'string') return []
  const specifiers = (node.specifiers ?? []) as Node[]
  const kind = node.importKind ?? node.exportKind
  const types = specifiers.map((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type')
  const names = specifiers.map((specifier) => String((specifier.imported as Node | undefined)?.name ?? 'default'))
  const typeOnly = kind === 'type' || (types.length > 0 && types.every(Boolean))
  return [{ ...resolved(path, source.value), typeOnly, names }]
}

const FUNCTIONS = [
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
]

function nameOf(node: Node, parent: Node | undefined): string {
  const own = (node.id ?? node.key ?? parent?.id ?? parent?.key) as Node | undefined
  return String(own?.name ?? own?.value ?? 'anonymous')
}

function memberName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'MetaProperty') return 'import.meta'
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined
  const [object, property] = [memberName(node.object as Node), node.property as Node]
  const name = property.type === 'Identifier' && !node.computed ? property.name : property.value
  return object && name ? `${object}.${String(name)}` : undefined
}

function textOf(node: Node): string | undefined {
  if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral' || node.type === 'JSXText')
    return String(node.value)
  return node.type === 'TemplateElement' ? String((node.value as { raw: string }).raw) : undefined
}

/** The name of the top-level function or constant that the node lies in. */
function topLevel(parents: readonly Node[]): string | undefined {
  const top = parents.at(-3)
  const declared =
    top?.type === 'ExportNamedDeclaration' || top?.type === 'ExportDefaultDeclaration' ? parents.at(-4) : top
  if (declared?.type === 'VariableDeclaration') {
    const [first] = declared.declarations as Node[]
    return first && nameOf(first, undefined)
  }
  return declared && nameOf(declared, undefined)
}

/**
 * @param path from the root of the repository
 * @param code TypeScript, with JSX in .tsx
 */
export function readSource(path: string, code: string): SourceFile {
  const plugins = path.endsWith('x') ? (['typescript', 'jsx'] as const) : (['typescript'] as const)
  const tree = parse(code, { sourceType: 'module', plugins: [...plugins], createImportExpressions: true })
  const comments = (tree.comments ?? []).map(({ value, loc }) => ({ text: value, line: loc?.start.line ?? 0 }))
  const file: SourceFile = {
    ...{ path, lines: code.trimEnd().split('\n').length, comments, wideComments: wideComments(code) },
    ...{ imports: [], functions: [], texts: [], members: [], properties: [], calls: new Map(), attributes: [] },
  }
  walk(tree as unknown as Node, (node, parents) => note(file, node, parents))
  return file
}

/** An order to a tool stands on one line, whatever its length. */
const isWide = (line: string) =>
  [...line].length > 120 && /^\s*(\/\*|\*|\/\/)/.test(line) && !line.includes('biome-ignore')

function wideComments(code: string): number[] {
  return code.split('\n').flatMap((line, i) => (isWide(line) ? [i + 1] : []))
}

function note(file: SourceFile, node: Node, parents: readonly Node[]): void {
  const line = lineOf(node)
  file.imports.push(...importsOf(file.path, node))
  if (FUNCTIONS.includes(node.type) && node.loc)
    file.functions.push({
      ...{ name: nameOf(node, parents[0]), line, lines: node.loc.end.line - line + 1 },
      parameters: (node.params as Node[]).length,
    })
  const text = textOf(node)
  if (text !== undefined && !String(parents[0]?.type).startsWith('Import')) file.texts.push({ text, line })
  const member = node.type.endsWith('MemberExpression') ? memberName(node) : undefined
  if (member) file.members.push({ name: member, line })
  if (node.type.endsWith('MemberExpression') && !node.computed)
    file.properties.push({ name: String((node.property as Node).name), line })
  if (node.type === 'JSXAttribute') file.attributes.push({ name: String((node.name as Node).name), line })
  if (node.type === 'CallExpression') {
    const [callee, within] = [memberName(node.callee as Node), topLevel(parents)]
    if (callee && within) file.calls.set(within, (file.calls.get(within) ?? new Set()).add(callee))
  }
}

/** Every source file under the folders, in order of paths. */
export function sourceTree(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(ts|tsx)$/.test(path) && !/\/(generated|fixtures)\//.test(path))
    .sort()
    .map((path) => readSource(path, readFileSync(path, 'utf8')))
}
