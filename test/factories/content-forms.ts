/** Bodies of the staff's forms about what the association publishes. */
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { NOW, SLUG, type StaffForm } from './staff-subjects.ts'
import { inside } from './world.ts'

export const NEWS_WORDS = {
  title: 'Assemblée générale',
  lead: '',
  text: 'Elle se tient **samedi**.',
  category: 'association',
  byline: '',
  comments: 'on',
  audience: 'public',
  at: '',
}

/** @returns the id of a draft */
export async function draftNews(slug: string = SLUG): Promise<string> {
  const id = uuidv7()
  await inside(slug, (query, scope) =>
    query(sql`INSERT INTO "news" ("tenantId", "id", "slug", "title", "text", "category", "state", "audience",
        "visibleFrom", "visibleUntil", "createdAt")
      VALUES (${scope.id}, ${id}, ${`brouillon-${id.slice(-8)}`}, 'Brouillon', 'Texte', 'association', 'draft', 'public',
        ${NOW}, '9999-12-31', ${NOW}) RETURNING 1`),
  )
  return id
}

export const PAGE_WORDS = {
  title: 'Statuts',
  text: 'Article premier.',
  slug: '',
  section: 'association',
  position: '10',
  audience: 'public',
}

let count = 0

/** @returns the id of a draft with one version */
export async function draftPage(slug: string = SLUG): Promise<string> {
  const id = uuidv7()
  await inside(slug, async (query, scope) => {
    await query(sql`INSERT INTO "site_page" ("tenantId", "id", "slug", "section", "title", "shown", "state", "audience",
        "visibleFrom", "visibleUntil", "createdAt")
      VALUES (${scope.id}, ${id}, ${`page-${count++}-${id.slice(-6)}`}, 'association', 'Page', 1, 'draft', 'public', ${NOW},
        '9999-12-31', ${NOW}) RETURNING 1`)
    for (const n of [1, 2])
      await query(sql`INSERT INTO "site_page_version" ("tenantId", "pageId", "n", "title", "text", "at")
        VALUES (${scope.id}, ${id}, ${n}, 'Page', ${`Texte ${n}`}, ${NOW}) RETURNING 1`)
  })
  return id
}

/** @returns the id of a message that came by the contact form */
async function contactMessage(): Promise<string> {
  const id = uuidv7()
  await inside(SLUG, (query, scope) =>
    query(sql`INSERT INTO "contact_message" ("tenantId", "id", "name", "email", "text", "origin", "at")
      VALUES (${scope.id}, ${id}, 'Nom', 'nom@exemple.fr', 'Texte', '', ${NOW}) RETURNING 1`),
  )
  return id
}

const PAGES = '/admin/contenus/pages'
const ofPage = (title: string, form: Record<string, string>, more = '', again?: string): StaffForm => ({
  title,
  make: async () => {
    const id = await draftPage()
    return {
      path: `${PAGES}/${id}${more}`,
      form: { ...form, ...('title' in form ? { slug: `place-${id.slice(-6)}` } : {}) },
    }
  },
  ...(again ? { again } : {}),
})

const OF_ONE = '/admin/contenus/actualites/:id'
const ofNews = (title: string, form: Record<string, string>): StaffForm => ({
  title,
  make: async () => ({ path: `/admin/contenus/actualites/${await draftNews()}`, form }),
})

export const CONTENT_FORMS: Record<string, readonly StaffForm[]> = {
  '/admin/contenus/actualites/nouvelle': [
    {
      title: 'news written',
      again: 'a second draft of the same title is another draft',
      make: async () => ({
        path: '/admin/contenus/actualites/nouvelle',
        form: { ...NEWS_WORDS, title: `Nouvelle ${uuidv7().slice(-6)}`, intent: 'save' },
      }),
    },
  ],
  [OF_ONE]: [
    ofNews('news published', { ...NEWS_WORDS, intent: 'publish' }),
    ofNews('a draft removed', { intent: 'remove' }),
  ],
  [`${PAGES}/nouvelle`]: [
    {
      title: 'a page written',
      make: async () => ({
        path: `${PAGES}/nouvelle`,
        form: { ...PAGE_WORDS, slug: `nouvelle-${uuidv7().slice(-6)}`, intent: 'save' },
      }),
    },
  ],
  [`${PAGES}/:id`]: [ofPage('a page published', { ...PAGE_WORDS, intent: 'publish' })],
  [`${PAGES}/:id/versions`]: [
    ofPage('an earlier version', { version: '1' }, '/versions', 'nothing is lost by coming back twice'),
  ],
  '/admin/contenus/messages': [
    {
      title: 'a message dealt with',
      make: async () => ({
        path: '/admin/contenus/messages',
        form: { id: await contactMessage(), intent: 'handle' },
      }),
    },
  ],
}
