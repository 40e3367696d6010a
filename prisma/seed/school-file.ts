/**
 * An association whose demo begins as in life: with the school's own file, through the import; the years then fill in
 * the rest.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { applyValues, type ValueChanges } from '#app/domain/people/apply-values.ts'
import { choiceCodes, fillPosition } from '#app/domain/people/new-person.server.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import type { Trace } from '#app/domain/people/person-writes.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { importFile, resumeRuns } from '#app/features/staff/imports/import-file.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { generatePeople } from '../people/people.ts'
import { ABROAD, FRENCH, near } from '../people/places.ts'
import { Random } from '../people/random.ts'
import type { PersonRecord } from '../people/record.ts'
import { titlesOf } from '../people/work.ts'
import type { AddedPerson } from './add-people.ts'
import { fromRecord, helpsOf } from './from-record.ts'

const TENANTS = join(import.meta.dirname, '..', '..', 'tenants')
const BATCH = 500
/** Every person has a life of their own: one seed each, far from those that tests and loads use. */
const FIRST_SEED = 500_000

/** @returns the school's file of an association of the demo, where it has one. */
function schoolFile(slug: string): string | undefined {
  const path = join(TENANTS, slug, 'data', `${slug}-ecole.xlsx`)
  return existsSync(path) ? path : undefined
}

/** Imports the school's file; again, it finds everybody there. @returns false where there is none */
export async function importSchoolFile(scope: Scope): Promise<boolean> {
  const path = schoolFile(scope.config.slug)
  if (!path) return false
  await resumeRuns(scope)
  await importFile({ scope, path, fileName: `${scope.config.slug}-ecole.xlsx` })
  return true
}

interface Imported {
  id: string
  handle: string
  promotion: number | null
  homeCity: string | null
  civility: string | null
}

/**
 * What people told since the school brought them: work, skills, audiences, consents. Nothing that the school's file
 * holds is touched, so that its next edition meets what the last one left.
 * @returns everybody who was imported
 */
export async function bringToLife(query: Query, scope: Scope, now: Date): Promise<AddedPerson[]> {
  const people = await query<Imported>(sql`SELECT "id", "handle", "promotion", "homeCity", "civility" FROM "person"
    WHERE "tenantId" = ${scope.id} ORDER BY "sortName", "handle"`)
  const alive = people.map((person, i) => ({ person, record: lifeOf(scope.config.slug, person, i) }))
  const trace: Trace = { from: 'person', source: 'synthetic', now }
  for (let at = 0; at < alive.length; at += BATCH) {
    const lives = new Map(alive.slice(at, at + BATCH).map(({ person, record }) => [person.id, { person, record }]))
    await editPeople({ query, tenant: scope }, [...lives.keys()], trace, (source) => {
      const { person, record } = lives.get(source.id)!
      live(scope, source, person, record)
    })
  }
  return alive.map(({ person: { id, handle }, record }) => ({ id, handle, record }))
}

/** A life as somebody of that civility leads it: titles agree with whom they are told of. */
function lifeOf(school: string, { promotion, civility }: Imported, index: number): PersonRecord {
  const years = promotion ? ([promotion, promotion] as const) : undefined
  const [record] = generatePeople({ count: 1, seed: FIRST_SEED + index, school, years })
  return civility === 'M.' || civility === 'Mme' ? { ...record!, ...titlesOf(civility, record!) } : record!
}

/** Names are the school's: what a synthetic life says under another name stays out of it. */
function live(scope: Scope, source: PersonSource, { handle, homeCity }: Imported, record: PersonRecord): void {
  const random = new Random(FIRST_SEED, record.promotion, handle.length)
  const { siteChoices, printChoices, consents, positions } = fromRecord(record, false)
  const { status, skills, hobbies, badges, acceptsContact, schoolActivities, alumniActivities, bio } = record
  const socialLinks = record.socialLinks.map((link) => ({ ...link, url: `https://${link.network}.example/${handle}` }))
  const changes: ValueChanges = {
    status,
    skills,
    hobbies,
    badges,
    acceptsContact,
    schoolActivities,
    alumniActivities,
    bio,
    socialLinks,
    canHelp: helpsOf(record),
  }
  applyValues(source, { ...changes, ...pointOf(random, homeCity) }, sealFor(scope.id, source.id))
  source.positions = (positions ?? []).map(fillPosition)
  Object.assign(source.coordinates, { workLat: record.workLat, workLon: record.workLon })
  source.siteChoices = choiceCodes(siteChoices ?? {})
  source.printChoices = choiceCodes(printChoices ?? {})
  Object.assign(source.consents, consents)
}

const PLACES = new Map([...ABROAD, ...FRENCH].map((place) => [fold(place.city), place]))

function pointOf(random: Random, city: string | null): ValueChanges {
  const place = city === null ? undefined : PLACES.get(fold(city))
  return place ? { homeLat: near(random, place.lat), homeLon: near(random, place.lon) } : {}
}
