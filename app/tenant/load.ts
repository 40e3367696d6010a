/**
 * Reads `tenants/<slug>/tenant.yaml`: YAML, then the schema, then what must agree inside the file and between files.
 * Every error names file, line and key path. Reads the disk and nothing else; no database.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { checkTenant } from './checks.ts'
import { checkTogether } from './checks-together.ts'
import { plainIssues } from './issue-words.ts'
import { type TenantConfig, tenantSchema } from './schema.ts'

export interface TenantFileError {
  file: string
  /** From 1. */
  line: number
  /** Such as `roles.school.row.2`; empty for the whole file. */
  path: string
  message: string
}

type Path = (string | number)[]
type LineOf = (path: Path) => number

export type LoadedTenant = { ok: true; config: TenantConfig; lineOf: LineOf } | { ok: false; errors: TenantFileError[] }

export type LoadedTenants = { ok: true; configs: TenantConfig[] } | { ok: false; errors: TenantFileError[] }

/**
 * Reads one configuration from text.
 * @param file how errors name it
 */
export function parseTenant(text: string, file: string): LoadedTenant {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const faults = [...document.errors.map((error) => [error.pos[0], error.message] as const), ...lostAliases(document)]
  const broken = faults.map(([offset, message]) => {
    return { file, line: lines.linePos(offset).line, path: '', message: `this is not YAML: ${message}` }
  })
  if (broken.length) return { ok: false, errors: broken }
  const lineOf: LineOf = (path) => lines.linePos(offsetOf(document, path)).line
  const read = tenantSchema.safeParse(document.toJS(), { reportInput: true })
  const problems = read.success ? checkTenant(read.data) : plainIssues(read.error.issues)
  if (!read.success || problems.length)
    return {
      ok: false,
      errors: problems
        .map(({ path, message }) => ({ file, line: lineOf(path), path: path.join('.'), message }))
        .sort((a, b) => a.line - b.line)
        .filter(saidOnce),
    }
  return { ok: true, config: read.data, lineOf }
}

/**
 * Reads `<folder>/tenant.yaml` with what lies beside it: the folder is named after the slug and holds the logo.
 * @param folder such as `tenants/<slug>`
 */
export function loadTenantFile(folder: string): LoadedTenant {
  const file = join(folder, 'tenant.yaml')
  if (!existsSync(file)) return { ok: false, errors: [{ file, line: 1, path: '', message: 'there is no such file' }] }
  const loaded = parseTenant(readFileSync(file, 'utf8'), file)
  if (!loaded.ok) return loaded
  const { config, lineOf } = loaded
  const errors: TenantFileError[] = []
  const wrong = (path: Path, message: string) =>
    errors.push({ file, line: lineOf(path), path: path.join('.'), message })
  if (config.slug !== basename(folder)) wrong(['slug'], `the folder is named “${basename(folder)}”`)
  const logo = join(folder, config.brand.logo)
  if (basename(logo) !== config.brand.logo || !existsSync(logo))
    wrong(['brand', 'logo'], `there is no file ${config.brand.logo} beside tenant.yaml`)
  else if (/<script|\son\w+=|<foreignObject|href=/i.test(readFileSync(logo, 'utf8')))
    wrong(['brand', 'logo'], 'a logo holds shapes only: no script, no link')
  return errors.length ? { ok: false, errors } : loaded
}

/**
 * Every association of a folder, in alphabetical order, checked one by one and together.
 * @param folder such as `tenants`; its subfolders without tenant.yaml are not associations
 */
export function tenantsIn(folder: string): LoadedTenants {
  const slugs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'tenant.yaml')))
    .map((entry) => entry.name)
    .sort()
  const loaded = slugs.map((slug) => ({ slug, result: loadTenantFile(join(folder, slug)) }))
  const errors = loaded.flatMap(({ result }) => (result.ok ? [] : result.errors))
  const configs = loaded.flatMap(({ result }) => (result.ok ? [result.config] : []))
  for (const { slug, path, message } of errors.length ? [] : checkTogether(configs)) {
    const { result } = loaded.find((one) => one.slug === slug)!
    const line = result.ok ? result.lineOf(path) : 1
    errors.push({ file: join(folder, slug, 'tenant.yaml'), line, path: path.join('.'), message })
  }
  return errors.length ? { ok: false, errors } : { ok: true, configs }
}

/** @returns one line per error, such as `tenants/x/tenant.yaml:12 roles.school.row.2: school may not read status`. */
export function tenantErrorText({ file, line, path, message }: TenantFileError): string {
  return `${file}:${line} ${path ? `${path}: ` : ''}${message}`
}

/** What is wrong behind an anchor is wrong once, not at each alias. */
function saidOnce(error: TenantFileError, index: number, errors: TenantFileError[]): boolean {
  return index === errors.findIndex((other) => other.line === error.line && other.message === error.message)
}

/** Aliases whose anchor does not exist: the parser only finds out when it is too late to say where. */
function lostAliases(document: Document): (readonly [number, string])[] {
  const lost: (readonly [number, string])[] = []
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) lost.push([alias.range?.[0] ?? 0, `there is no anchor &${alias.source} above`])
    },
  })
  return lost
}

/**
 * Where the key of `path` stands in the text; of its nearest parent where the key is missing. Aliases lead to their
 * anchor.
 */
function offsetOf(document: Document, path: Path): number {
  let node = document.contents as Node | null
  let offset = 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (isMap(node)) {
      const pair = node.items.find(({ key: name }) => isScalar(name) && name.value === key)
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node) && node.items[Number(key)]) {
      node = node.items[Number(key)] as Node
      offset = node.range?.[0] ?? offset
    } else break
  }
  return offset
}
