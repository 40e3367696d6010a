/** Bodies of the staff's forms about what is published: groups and what is written in them, news, pages. */
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { hashOf } from '#app/domain/groups/moderate.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { CONTENT_FORMS } from './content-forms.ts'
import { EVENT_FORMS } from './event-forms.ts'
import { NOW, person, REASON, SLUG, type StaffForm } from './staff-subjects.ts'
import { inside } from './world.ts'

/** @returns the id of a group that somebody proposed */
async function proposed(): Promise<string> {
  const [id, { id: personId }] = [uuidv7(), await person()]
  await inside(SLUG, (query, scope) =>
    query(sql`INSERT INTO "group" ("tenantId", "id", "slug", "name", "kind", "joining", "state", "personId", "createdAt")
      VALUES (${scope.id}, ${id}, ${`propose-${id.slice(-8)}`}, 'Voile', 'club', 'open', 'proposed', ${personId}, ${NOW})
      RETURNING 1`),
  )
  return id
}

/** @returns the id of an article that waits */
async function pending(): Promise<string> {
  const [id, { id: personId }] = [uuidv7(), await person()]
  await inside(SLUG, async (query, scope) => {
    const groupId = fileGroupId(scope.id, 'attente')
    await query(sql`INSERT INTO "group" ("tenantId", "id", "slug", "name", "kind", "joining", "createdAt")
      VALUES (${scope.id}, ${groupId}, 'attente', 'Attente', 'club', 'open', ${NOW}) ON CONFLICT DO NOTHING`)
    await query(sql`INSERT INTO "post" ("tenantId", "id", "groupId", "personId", "title", "text", "state", "audience",
        "visibleFrom", "visibleUntil", "createdAt")
      VALUES (${scope.id}, ${id}, ${groupId}, ${personId}, 'Titre', 'Texte', 'pending', 'group', ${NOW}, '9999-12-31',
        ${NOW}) RETURNING 1`)
  })
  return id
}

const ofGroup = (title: string, form: (id: string) => Record<string, string>): StaffForm => ({
  title,
  make: async () => ({ path: '/admin/groupes', form: form(await proposed()) }),
})

export const GROUP_FORMS: Record<string, readonly StaffForm[]> = {
  ...CONTENT_FORMS,
  ...EVENT_FORMS,
  '/admin/groupes': [
    ofGroup('a group accepted', (id) => ({ intent: 'accept', id })),
    ofGroup('a group refused', (id) => ({ intent: 'refuse', id, because: REASON })),
  ],
  '/admin/groupes/nouveau': [
    {
      title: 'a group made',
      make: async () => {
        const form = { name: 'Correspondants du Japon', about: 'Accueil sur place', kind: 'country', joining: 'staff' }
        return { path: '/admin/groupes/nouveau', form }
      },
    },
  ],
  '/admin/publications': [
    {
      title: 'an article approved',
      make: async () => {
        const form = {
          kind: 'post',
          id: await pending(),
          hash: hashOf({ title: 'Titre', text: 'Texte', audience: 'group' }),
          decision: 'approve',
        }
        return { path: '/admin/publications', form }
      },
    },
  ],
}
