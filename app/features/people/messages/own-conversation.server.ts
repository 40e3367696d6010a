/** A conversation by the id of an address, for who sits in it and neither declined nor left. */
import { notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { type Found, findConversation } from '#app/domain/messages/between.server.ts'
import { isOpenTo } from '#app/domain/messages/write-message.server.ts'
import type { Correspondent } from './correspondent.server.ts'

/** @throws Response 404 for a conversation of others, one that the viewer declined or left, and an absent one */
export async function ownConversation({ ctx, writer }: Correspondent, query: Query, id: string): Promise<Found> {
  const found = isUuid(id) ? await findConversation({ query, tenant: ctx.tenant }, writer, id) : undefined
  if (!found || !isOpenTo(found)) throw notFound()
  return found
}
