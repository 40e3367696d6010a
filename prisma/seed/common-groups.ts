/** Groups of the federation in the demo (I16): people of each association, and what two of them write. */
import type { Query } from '#app/db/transaction.ts'
import { putPlaces } from '#app/domain/groups/common-groups.server.ts'
import { putCommonPost } from '#app/domain/groups/common-posts.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import type { Everybody } from './ties.ts'

const DAY = 86_400_000
/** Ids of groups in the federation's file; one that it has no more leaves rows that nobody reads. */
const SLUGS = ['energie', 'international'] as const
const PEOPLE = 8
/** Whose paid-up member writes in each: no two say the same. */
const WRITERS = ['insa-lyon', 'insa-rennes'] as const
const WORDS: Record<(typeof SLUGS)[number], { title: string; text: string }> = {
  energie: {
    title: 'Qui travaille sur la chaleur renouvelable ?',
    text: 'Nous préparons une visite de chaufferie biomasse au printemps, ouverte à toutes les promotions des six écoles. Dites ici si vous venez, ou si votre entreprise peut accueillir un groupe.',
  },
  international: {
    title: 'Partir en famille : vos conseils',
    text: 'École, logement, conjoint : rassemblons ici ce que chacune et chacun a appris en s’installant à l’étranger.',
  },
}

/** The paid-up member of each association and some others join; two of them write. */
export async function addCommonGroups(
  query: Query,
  tenant: Scope,
  { adherent, others }: Pick<Everybody, 'adherent' | 'others'>,
  now: Date,
): Promise<void> {
  const { federationId, config } = tenant
  if (!federationId) return
  for (const [i, slug] of SLUGS.entries()) {
    const groupId = fileGroupId(federationId, slug)
    const people = [adherent, ...others.slice(i * PEOPLE, (i + 1) * PEOPLE)].map(({ id }) => id)
    await putPlaces({ query, tenant, now }, groupId, people)
    if (config.slug !== WRITERS[i]) continue
    const words = { ...WORDS[slug], answerTo: null, groupId, personId: adherent.id }
    await putCommonPost({ query, tenant, now: new Date(now.getTime() - 6 * DAY) }, words)
  }
}
