/**
 * Asks the compiled policy each question of the hand-written matrix, through both doors, and lists where they disagree.
 */
import { prismaQuery } from '@casl/prisma'
import { compile, may, mayFilterBy } from '#app/policy/ability.ts'
import type { Ability, Sister, SubjectType } from '#app/policy/types.ts'
import { type JudgedRow, reveal, whereReadable } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Channel, choiceCode } from '#app/vocabulary/audiences.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { type MatrixCell, readCriteria, readMatrix } from './read-matrix.ts'

export type Configs = ReadonlyMap<string, TenantConfig>

const SOMEBODY = '018f0000-0000-7000-8000-000000000001'
const VIEWER = '018f0000-0000-7000-8000-000000000002'
const HERE = '018f0000-0000-7000-8000-00000000000a'
/** Where the pseudonym plays the part of the last name (README.md). */
const PSEUDONYMOUS = ['sepro']
const PEOPLE: readonly Role[] = ['member', 'adherent', 'manager', 'admin']

/** @returns the id that stands for an association of the federation. */
export function sisterId(slug: string): string {
  const hex = Buffer.from(slug).toString('hex').padEnd(12, '0').slice(-12)
  return `018f0000-0000-7000-9000-${hex}`
}

export interface CheckOptions {
  /** Stop after so many disagreements. */
  most?: number
  /** The file whose decisions hold for the association; its own unless said. */
  matrix?: string
  /** Leave out the people of the sister association. */
  ownOnly?: boolean
}

/** @returns one line per cell on which policy and matrix disagree; empty when they agree. */
export function differences(configs: Configs, slug: string, options: CheckOptions = {}): string[] {
  const { most = Number.POSITIVE_INFINITY, matrix = slug, ownOnly = false } = options
  const { cells, sister } = readOnce(matrix)
  const config = configs.get(slug)!
  const sisters = sister ? [{ tenantId: sisterId(sister), config: configs.get(sister)! }] : []
  const found = criteriaDifferences(config, matrix, sisters)
  for (const group of groupsOf(matrix, cells)) {
    if (found.length >= most) break
    if (ownOnly && group[0]!.relation.startsWith('sister')) continue
    found.push(...judgeGroup(group, config, sisters, matrix))
  }
  return found
}

const groups = new Map<string, MatrixCell[][]>()

/** Cells that one viewer of one channel asks, so that they are compiled for once. */
function groupsOf(matrix: string, cells: MatrixCell[]): MatrixCell[][] {
  const known =
    groups.get(matrix) ??
    Object.values(
      Object.groupBy(cells, ({ role, relation, channel }) => `${role} ${relation} ${channel}`) as Record<
        string,
        MatrixCell[]
      >,
    )
  groups.set(matrix, known)
  return known
}

const judged = new Map<MatrixCell[], Map<string, string[]>>()

/**
 * The two doors ask nothing but compiled rules (and a contract): files that compile to the same for this viewer have
 * the same answers, which are kept; most changes of one line leave most viewers' rules as they were.
 */
function judgeGroup(group: MatrixCell[], config: TenantConfig, sisters: Sister[], matrix: string): string[] {
  const ability = abilityFor(config, group[0]!, sisters)
  const { casl, identity, rowFields } = ability
  const print = JSON.stringify([casl.rules, identity, rowFields, config.slug, sisters.map(contractOf)])
  const known = judged.get(group) ?? new Map<string, string[]>()
  judged.set(group, known)
  const lines =
    known.get(print) ??
    group.flatMap((cell) =>
      judge(ability, config, cell, sisters).map((says) => `${matrix}.csv:${cell.line} ${describe(cell)}: ${says}`),
    )
  known.set(print, lines)
  return lines
}

const read = new Map<string, ReturnType<typeof readMatrix>>()

function readOnce(slug: string) {
  const known = read.get(slug) ?? withExtras(readMatrix(slug))
  read.set(slug, known)
  return known
}

/**
 * A pass and a conversation open what lines name and nothing else: every other cell of `role+pass` is that of `role`.
 */
function withExtras({ cells, sister }: ReturnType<typeof readMatrix>) {
  const named = new Set(cells.map((cell) => `${cell.role} ${cell.field}`))
  const bare = cells.filter(({ role, relation }) => !role.includes('+') && !relation.startsWith('sister'))
  const extras = ['pass', 'contact'].flatMap((more) => bare.map((cell) => ({ ...cell, role: `${cell.role}+${more}` })))
  return {
    cells: [...cells, ...extras.filter((cell) => !named.has(`${cell.role} ${cell.field}`))],
    ...(sister ? { sister } : {}),
  }
}

function describe(cell: MatrixCell): string {
  const { role, relation, field, channel, audience, expected, cite } = cell
  return `${role} · ${relation} · ${field} · ${channel} · ${audience} should be ${expected ? 'read' : 'hidden'} (${cite})`
}

function viewerOf(cell: Pick<MatrixCell, 'role' | 'relation'>): Viewer {
  const [role, with_] = cell.role.split('+') as [Role, string?]
  const own = cell.relation === 'self' ? SOMEBODY : VIEWER
  return {
    roles: [role],
    ...(PEOPLE.includes(role) ? { personId: own } : {}),
    friendIds: cell.relation === 'friend' ? [SOMEBODY] : [],
    contactIds: with_ === 'contact' ? [SOMEBODY] : [],
    hasPass: with_ === 'pass',
  }
}

function abilityFor(config: TenantConfig, cell: MatrixCell, sisters: Sister[]): Ability {
  return compile({ config, viewer: viewerOf(cell), channel: cell.channel, sisters })
}

/** @returns what each door says where it is not what the cell expects. */
function judge(ability: Ability, config: TenantConfig, cell: MatrixCell, sisters: Sister[]): string[] {
  const [field, value] = cell.field.split('=') as [FieldId, string?]
  const shared = cell.relation.startsWith('sister')
  // Whoever refused the federation has no entry in its base: there is nothing to judge (test/leaks/federation.test.ts).
  if (cell.relation === 'sister-reticent') return cell.expected ? ['there is no entry to read'] : []
  const identity = PSEUDONYMOUS.includes(config.slug) ? 'pseudonym' : 'lastName'
  const row = rowOf(identity, cell, field, value === 'deceased' ? 'décédé' : 'en activité')
  const judged = shared ? { ...row, ...contractOf(sisters[0]!) } : { ...row, tenantId: HERE }
  const type: SubjectType = shared ? 'SharedPerson' : 'Person'
  const revealed = reveal(ability, type, judged, [field])?.fields[field] !== undefined
  const readable = prismaQuery(whereReadable(ability, type, field) as never)(judged)
  return [
    ...unnamed(ability, type, { ...judged }, cell, identity),
    ...(revealed === cell.expected ? [] : [`reveal ${revealed ? 'shows' : 'hides'} it`]),
    ...(readable === cell.expected ? [] : [`whereReadable ${readable ? 'finds' : 'skips'} it`]),
  ]
}

/**
 * Had the same person kept their name from everybody, only staff and they themselves would know them (rules.md,
 * "Persons").
 */
function unnamed(ability: Ability, type: SubjectType, row: JudgedRow, cell: MatrixCell, identity: FieldId): string[] {
  const [role] = cell.role.split('+') as [Role]
  const knows = type === 'Person' && (cell.relation === 'self' || role === 'manager' || role === 'admin')
  if (knows || cell.audience !== 'public' || cell.field === identity) return []
  const own = choiceCode(identity, 'public')
  const hide = (choices: unknown) =>
    (choices as number[]).map((code) => (code === own ? choiceCode(identity, 'nobody') : code))
  const hidden = { ...row, siteChoices: hide(row.siteChoices), printChoices: hide(row.printChoices) }
  const shown = reveal(ability, type, hidden) !== undefined
  const found = prismaQuery(whereReadable(ability, type, cell.field.split('=')[0] as FieldId) as never)(hidden)
  return shown || found ? ['and shows somebody without a name'] : []
}

/**
 * What a value tells, by hand from rules.md, "Fields that tell another"; the CV besides, in which people write where
 * they work.
 */
const TELLS: Partial<Record<FieldId, FieldId[]>> = {
  companySiret: ['company'],
  companyNaf: ['company'],
  companyAddress: ['company'],
  workEmail: ['company'],
  homeCity: ['homeCountry'],
  homePostcode: ['homeCity', 'homeCountry'],
  homeAddress: ['homePostcode', 'homeCity', 'homeCountry'],
  lifetimeEmail: ['lastName', 'firstName'],
  cv: ['company', 'jobTitle'],
}

/**
 * README.md, "The rest of the person": identity public on both channels, and what the cell's field tells chosen like
 * it.
 */
function rowOf(identity: FieldId, cell: MatrixCell, field: FieldId, status: string): JudgedRow {
  const open = [choiceCode(identity, 'public')]
  const together = [field, ...(TELLS[field] ?? [])].filter((one) => one === field || one !== identity)
  const { audience } = cell
  const chosen = audience === 'default' ? [] : together.map((one) => choiceCode(one, audience))
  const choices = (channel: Channel) =>
    channel !== cell.channel ? open : field === identity ? chosen : [...open, ...chosen]
  const agreed = cell.relation !== 'reticent'
  return {
    id: SOMEBODY,
    handle: 'ada.lovelace98',
    status,
    consentSchool: agreed,
    consentRecruiters: agreed,
    consentFederation: agreed,
    listed: true,
    siteChoices: choices('site'),
    printChoices: choices('print'),
    [field]: field === 'status' ? status : 'a value',
  }
}

function contractOf({ tenantId, config }: Sister) {
  const { columns, readers, federationReaders } = config.federation!.contract
  return { tenantId, contractColumns: columns, contractReaders: readers, contractFederationReaders: federationReaders }
}

function criteriaDifferences(config: TenantConfig, matrix: string, sisters: Sister[]): string[] {
  return readCriteria(matrix).flatMap(({ role, criterion, allowed, cite, line }) => {
    const ability = compile({ config, viewer: viewerOf({ role, relation: 'stranger' }), sisters })
    const says =
      criterion === 'annuaire'
        ? may(ability, 'search')
        : criterion === 'federation'
          ? may(ability, 'federation')
          : mayFilterBy(ability, criterion as Criterion)
    return says === allowed
      ? []
      : [`${matrix}.criteria.csv:${line} ${role} · ${criterion} should be ${allowed ? 'allowed' : 'refused'} (${cite})`]
  })
}
