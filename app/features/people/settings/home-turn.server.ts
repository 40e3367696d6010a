/** « Complétez votre fiche » on the front page: what others look for in a record and do not find (S8). */
import type { HomeTurn } from '#app/context/home-block.ts'
import { sql } from '#app/db/sql.ts'
import { partAt } from './sections.ts'

/** What makes a record worth reading, in the order in which it is asked for; each counts the same. */
const STEPS = ['photo', 'position', 'city', 'reach', 'about'] as const
type Step = (typeof STEPS)[number]

const PAGES: Record<Step, string> = {
  photo: partAt('photo'),
  position: partAt('postes'),
  city: partAt('adresse'),
  reach: partAt('contact'),
  about: partAt('competences'),
}

export const PROFILE_TURN: HomeTurn = {
  id: 'profile',
  at: 30,
  opens: ({ viewer, account, standIn }) => Boolean(account && viewer.personId) && !standIn,
  load: async ({ tenant, viewer, sql: run, t }) => {
    const [row] = await run((query) =>
      query<Record<Step, boolean>>(sql`
        SELECT p."photo" IS NOT NULL AS "photo",
          coalesce(p."company", p."jobTitle") IS NOT NULL OR p."status" ~* '^(retrait|étud)' AS "position",
          p."homeCity" IS NOT NULL AS "city", coalesce(p."mobilePhone", p."homePhone") IS NOT NULL AS "reach",
          coalesce(cardinality(p."skills"), 0) > 0 OR coalesce(p."bio", '') <> '' AS "about"
        FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ${viewer.personId}`),
    )
    const missing = row ? STEPS.filter((step) => !row[step]) : []
    const [next] = missing
    if (!next) return null
    const done = Math.round(((STEPS.length - missing.length) / STEPS.length) * 100)
    return {
      icon: 'profile',
      title: t('content:home.profile.title', { done }),
      text: t(`content:home.profile.${next}.text`),
      action: { to: PAGES[next], text: t(`content:home.profile.${next}.action`) },
      done,
    }
  },
}
