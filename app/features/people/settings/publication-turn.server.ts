/** « Publiez votre profil » on the front page, where profiles are published by an act (N2). */
import * as href from '#app/addresses.ts'
import type { HomeTurn } from '#app/context/home-block.ts'
import { sql } from '#app/db/sql.ts'
import { hiddenCode } from '#app/domain/people/publication.ts'

export const PUBLICATION_TURN: HomeTurn = {
  id: 'publication',
  at: 20,
  opens: ({ tenant, viewer, standIn }) => Boolean(tenant.config.publication && viewer.personId) && !standIn,
  load: async ({ tenant, viewer, sql: run, t }) => {
    const [row] = await run((query) =>
      query<{ hidden: boolean }>(sql`SELECT ${hiddenCode(tenant.config)} = ANY(p."siteChoices") AS "hidden"
        FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ${viewer.personId}`),
    )
    if (!row?.hidden) return null
    return {
      icon: 'profile',
      title: t('privacy:publish.turn.title'),
      text: t('privacy:publish.turn.text'),
      action: { to: href.ownPublication, text: t('privacy:publish.title') },
    }
  },
}
