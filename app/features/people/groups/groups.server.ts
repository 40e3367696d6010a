/** `/groupes`: the viewer's groups, and those they may find (S15, I14, I15). */

import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { commonGroups } from '#app/domain/groups/common-groups.server.ts'
import { type FoundGroup, findGroups } from '#app/domain/groups/find-groups.server.ts'
import { joinsCommonGroups } from '#app/policy/common-group.rules.ts'
import { isIn, proposesGroups } from '#app/policy/group.rules.ts'

export interface GroupLine {
  slug: string
  name: string
  kind: string
  about: string | null
  joining: string
  leads: boolean
  asked: boolean
  muted: boolean
}

const lineOf = ({ slug, name, kind, about, joining, mine, file }: FoundGroup): GroupLine => ({
  slug,
  name,
  kind,
  about,
  joining: file?.year === undefined ? joining : 'byYear',
  leads: mine.leads,
  asked: mine.state === 'asked' || mine.state === 'refused',
  muted: mine.muted,
})

export interface Proposal extends RowOf<'group', 'because'> {
  name: string
  state: 'proposed' | 'refused'
}

/** @returns what one proposed and is not there (yet) */
async function ownProposals({ tenant, viewer, sql: run }: Ctx): Promise<Proposal[]> {
  if (!viewer.personId) return []
  return run((query) =>
    query<Proposal>(sql`SELECT "name", "state", "because" FROM "group" WHERE "tenantId" = ${tenant.id}
      AND "personId" = ${viewer.personId} AND "state" IN ('proposed', 'refused') ORDER BY "createdAt" DESC LIMIT 20`),
  )
}

export async function readGroups(ctx: Ctx) {
  const groups = await ctx.sql((query) => findGroups(ctx, query))
  const open = groups.filter(({ state, mine }) => state === 'open' || isIn(mine))
  return {
    title: ctx.t('groups:title'),
    mine: open.filter(({ mine }) => isIn(mine)).map(lineOf),
    // Nobody joins another year than their own.
    others: open.filter(({ mine, file }) => !isIn(mine) && file?.year === undefined).map(lineOf),
    proposals: await ownProposals(ctx),
    proposes: proposesGroups(ctx.ability),
    common: joinsCommonGroups(ctx.tenant.config, ctx.ability) ? await ctx.sql((query) => commonGroups(ctx, query)) : [],
    done: ctx.url.searchParams.get('fait'),
  }
}
