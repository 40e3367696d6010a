/** Announces a company's or a school's own page that is still empty, on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { sql } from '#app/db/sql.ts'
import { presentsSchool } from '#app/policy/school.rules.ts'

export const joiningFeature = announce({
  places: [
    { id: 'page', to: href.recruiterPage, at: 60, opens: ({ account }) => account?.door === 'recruiters' },
    {
      id: 'schoolPage',
      to: href.schoolPage,
      at: 60,
      // Where there is a directory, the word leads to the space in which schools present themselves.
      opens: ({ account, tenant, ability }) => account?.door === 'schools' && !presentsSchool(tenant.config, ability),
    },
  ],
  turns: [
    {
      id: 'page',
      at: 10,
      opens: ({ viewer, account, standIn }) => Boolean(account && viewer.organisationId) && !standIn,
      load: async ({ tenant, viewer, account, sql: run, t }) => {
        const [row] = await run((query) =>
          query<{ done: boolean }>(sql`SELECT "completedAt" IS NOT NULL AND coalesce("about", '') <> '' AS "done"
            FROM "organisation" WHERE "tenantId" = ${tenant.id} AND "id" = ${viewer.organisationId}`),
        )
        if (!row || row.done) return null
        const isSchool = account?.door === 'schools'
        return {
          icon: 'page',
          title: t(`content:home.page.${isSchool ? 'school' : 'company'}`),
          text: t('content:home.page.text'),
          action: { to: isSchool ? href.schoolPage : href.recruiterPage, text: t('content:home.page.action') },
        }
      },
    },
  ],
})
