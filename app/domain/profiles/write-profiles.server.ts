/** A person's own profiles: written, put on line by an act, on top again, off line, removed (N2; C22). */
import { randomUUID } from 'node:crypto'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import { mayRefresh } from '#app/policy/career-profile.rules.ts'
import { drawPseudonym } from './pseudonym.ts'

/** Profiles that a person keeps at most. */
export const MOST_PROFILES = 10

export interface ProfileWords
  extends Pick<
    OwnProfile,
    'purpose' | 'headline' | 'speciality' | 'level' | 'year' | 'town' | 'country' | 'job' | 'employer' | 'skills'
  > {
  text: string
  /** A civil day. */
  availableFrom: string | null
  payWish: number | null
}

export interface OwnProfile extends Omit<RowOf<'career_profile'>, 'tenantId' | 'folded' | 'availableFrom'> {
  availableFrom: string | null
}

const COLUMNS: Sql = sql`x."id", x."personId", x."state", x."at", x."warned", x."purpose", x."pseudonym", x."headline",
  x."speciality", x."level", x."year", x."town", x."country", x."job", x."employer", x."skills", x."text",
  x."availableFrom"::text, x."payWish"`

/** @returns the person's profiles in any state, the newest first */
export const ownProfiles = ({ query, tenant }: Unit, personId: string): Promise<OwnProfile[]> =>
  query(sql`SELECT ${COLUMNS} FROM "career_profile" x WHERE x."tenantId" = ${tenant.id} AND x."personId" = ${personId}
    ORDER BY x."at" DESC, x."id"`)

/** @param lock keeps it until the transaction ends @returns undefined where it is not the person's */
export async function ownProfile(
  { query, tenant }: Unit,
  personId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<OwnProfile | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<OwnProfile>(sql`SELECT ${COLUMNS} FROM "career_profile" x WHERE x."tenantId" = ${tenant.id}
    AND x."personId" = ${personId} AND x."id" = ${id} ${lock === 'lock' ? sql`FOR UPDATE` : sql``}`)
  return row
}

/** What is always shown is searched; what may be left out never is. */
const foldedOf = ({ purpose, headline, skills, text }: Pick<OwnProfile, 'purpose' | 'headline' | 'skills' | 'text'>) =>
  fold([purpose, headline, ...skills, text].join(' ')).slice(0, 20_000)

const columnsOf = (words: ProfileWords): Sql => sql`"purpose" = ${words.purpose}, "headline" = ${words.headline},
  "speciality" = ${words.speciality}, "level" = ${words.level}, "year" = ${words.year}::int, "town" = ${words.town},
  "country" = ${words.country}, "job" = ${words.job}, "employer" = ${words.employer},
  "skills" = ${[...words.skills]}::text[], "text" = ${words.text}, "availableFrom" = ${words.availableFrom}::date,
  "payWish" = ${words.payWish}::int, "folded" = ${foldedOf(words)}`

/** Two people who drew the same pseudonym draw again. */
const DRAWS = 5

/** @returns the id of a new draft; undefined where the person keeps as many as there may be */
export async function addProfile(unit: Unit, personId: string, words: ProfileWords): Promise<string | undefined> {
  const { query, tenant, now } = unit
  await query(sql`SELECT 1 FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId} FOR NO KEY UPDATE`)
  if ((await ownProfiles(unit, personId)).length >= MOST_PROFILES) return undefined
  for (let draw = 0; draw < DRAWS; draw++) {
    const id = randomUUID()
    const [made] = await query(sql`INSERT INTO "career_profile" ("tenantId", "id", "personId", "state", "at", "purpose",
        "pseudonym", "headline", "skills", "text", "folded")
      VALUES (${tenant.id}, ${id}, ${personId}, 'draft', ${now}, ${words.purpose}, ${drawPseudonym()}, ${words.headline},
        ${[...words.skills]}::text[], ${words.text}, ${foldedOf(words)}) ON CONFLICT DO NOTHING RETURNING "id"`)
    if (!made) continue
    await query(sql`UPDATE "career_profile" SET ${columnsOf(words)} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    return id
  }
  throw new Error('no pseudonym is left')
}

/** @returns everything that somebody typed of a profile */
export const typedWords = (words: Omit<ProfileWords, 'availableFrom' | 'payWish'>): string =>
  [words.headline, words.speciality, words.town, words.job, words.employer, ...words.skills, words.text].join('\n')

/** Other words are looked at again before they go out: the profile goes off line until its person has (N2). */
export const changeProfile = ({ query, tenant }: Unit, id: string, words: ProfileWords) =>
  query(sql`UPDATE "career_profile" SET ${columnsOf(words)}, "state" = 'draft' WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id}`)

/**
 * Puts a profile on line or on top again: its life begins anew, once a week at most, whether it was off line meanwhile
 * or not (C22). Its words are folded here too: a migration wrote some with their accents.
 */
export async function publishProfile({ query, tenant, now }: Unit, profile: OwnProfile): Promise<void> {
  const fresh = mayRefresh(profile, now)
  await query(sql`UPDATE "career_profile" SET "state" = 'published', "at" = ${fresh ? now : profile.at},
      "warned" = ${fresh ? 0 : profile.warned}, "folded" = ${foldedOf(profile)} WHERE "tenantId" = ${tenant.id} AND "id" = ${profile.id}`)
}

/** Takes a profile off line; its person may put it on line again. */
export const withdrawProfile = ({ query, tenant }: Unit, id: string) =>
  query(sql`UPDATE "career_profile" SET "state" = 'draft' WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)

/** Deletes a profile, with what was noted of its openings. */
export const removeProfile = ({ query, tenant }: Unit, id: string) =>
  query(sql`DELETE FROM "career_profile" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
