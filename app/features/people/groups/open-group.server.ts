/** The gate of every page of groups: who finds groups at all, and which group the address names. */
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { type FoundGroup, findGroup } from '#app/domain/groups/find-groups.server.ts'
import { lockGroup } from '#app/domain/groups/places.server.ts'

/** Somebody who takes part in groups, or of the staff who keeps them. */
export const openGroups = (args: Args): Promise<Ctx> => open(args, { needs: ['join-groups', 'groups'] })

/** @throws Response 404 for a group that is not there */
export async function groupAt(ctx: Ctx, query: Query, slug: string): Promise<FoundGroup> {
  const group = await findGroup(ctx, query, slug)
  if (!group) throw notFound()
  return group
}

/** The same, with the group locked first: what is decided holds until the transaction ends. */
export async function lockedGroup(ctx: Ctx, query: Query, slug: string): Promise<FoundGroup> {
  await lockGroup(ctx, query, await groupAt(ctx, query, slug))
  return groupAt(ctx, query, slug)
}
