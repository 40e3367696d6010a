/**
 * Comments on news, « Merci » and authors (S3, A21, A24): who writes and reads them, who decides, what of a person is
 * told, and what is left of them once they are gone.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { NEWS_WORDS } from '../../factories/content-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const NEW = '/admin/contenus/actualites/nouvelle'
let manager: Seat
let writer: Somebody
let reader: Somebody
let hidden: Somebody

beforeAll(async () => {
  const posts = { audiences: ['group' as const], moderation: 'before' as const, mails: 'none' as const }
  await apply('supmeca', { ...tenantFile('ece'), posts }, 'sepro')
  manager = await staffSeat('supmeca', 'manager')
  writer = await somebody('supmeca')
  reader = await somebody('supmeca', { paidUp: false })
  hidden = await somebody('supmeca', { siteChoices: { lastName: 'nobody' } })
})

async function publish(title: string, more: Record<string, string> = {}, slug = 'supmeca', by = manager) {
  const answer = await post(by, NEW, { ...NEWS_WORDS, title, intent: 'publish', ...more }, slug)
  expect(answer.status).toBe(303)
  return {
    desk: answer.headers.get('Location')!.split('?')[0]!,
    page: `/actualites/${title.toLowerCase().replaceAll(' ', '-')}`,
  }
}

const comment = (who: Seat, page: string, words: string, slug = 'supmeca') =>
  post(who, page, { intent: 'comment', text: words }, slug)
const idsOf = (page: string) => [...page.matchAll(/data-comment="([\w-]+)"/g)].map(([, id]) => id!)

describe('who comments and reads', () => {
  test('people of the base, under public news too; visitors, companies and crawlers find no word of theirs', async () => {
    const { page } = await publish('Ouverte a tous')
    const company = await organisationSeat('supmeca', 'company')
    expect((await comment(writer, page, 'Bravo https://exemple.fr/a <b>gras</b>')).headers.get('Location')).toBe(
      `${page}?fait=commented#commentaires`,
    )
    const read = await text(reader, page)
    expect(read).toContain(`data-person="${writer.handle}"`)
    expect(read).toContain('&lt;b&gt;gras&lt;/b&gt;')
    expect(read).toContain('1 commentaire')
    expect(read).toContain(`/profil/${writer.handle}/signaler`)
    const visitor = await textWithoutNonce(await request('supmeca.localhost', page))
    for (const body of [
      visitor,
      await text(company, page),
      await textWithoutNonce(await get(manager, '/actualites.atom')),
    ])
      expect(body).not.toMatch(/Bravo|data-comment|commentaire"|intent" value="comment/)
    expect((await comment(company, page, 'Publicité')).status).toBe(403)
    const refused = await request('supmeca.localhost', page, { form: { intent: 'comment', text: 'Visite' } })
    expect(refused.status).toBe(403)
    expect((await comment(writer, page, ' ')).status).toBe(422)
    const long = await comment(writer, page, 'x'.repeat(2001))
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('x'.repeat(2001))])
  })

  test('who may not read the news finds no comment and writes none; a changed audience holds for them at once', async () => {
    const { page, desk } = await publish('Entre cotisants', { audience: 'paid-up' })
    await comment(writer, page, 'Mot entre nous')
    expect((await comment(reader, page, 'Et moi')).status).toBe(404)
    const words = { ...NEWS_WORDS, title: 'Entre cotisants', intent: 'save' }
    await post(manager, desk, { ...words, audience: 'network' })
    expect(await text(reader, page)).toContain('Mot entre nous')
    await post(manager, desk, { ...words, audience: 'paid-up' })
    const kept = await inside('supmeca', (query, { id }) =>
      query<{ audience: string }>(sql`SELECT "audience" FROM "news_comment" WHERE "tenantId" = ${id}
        AND "text" = 'Mot entre nous'`),
    )
    expect(kept).toEqual([{ audience: 'paid-up' }])
  })

  test('closed, news keep what is written and take nothing more; where the association wants none, none is shown', async () => {
    const { page, desk } = await publish('Bientot fermee')
    await comment(writer, page, 'Premier mot')
    await post(manager, desk, { ...NEWS_WORDS, title: 'Bientot fermee', comments: '', intent: 'save' })
    expect(await text(reader, page)).toContain('Premier mot')
    expect(await text(reader, page)).not.toContain('value="comment"')
    expect((await comment(reader, page, 'Second mot')).status).toBe(403)
    const elsewhere = await publish('Sans commentaires', {}, 'sepro', await staffSeat('sepro', 'manager'))
    const member = await somebody('sepro', { values: { pseudonym: 'Lynx' } })
    expect(await text(member, elsewhere.page, 'sepro')).not.toMatch(/id="commentaires"|value="thank"/)
    expect((await comment(member, elsewhere.page, 'Mot', 'sepro')).status).toBe(403)
  })
})

describe('what is told of people', () => {
  test('leak: somebody who hides their name is « Un membre », and is not counted among thanks; others are (twin)', async () => {
    const { page } = await publish('Merci a tous')
    await comment(hidden, page, 'Mot anonyme')
    for (const who of [hidden, writer]) await post(who, page, { intent: 'thank' })
    const read = await text(reader, page)
    expect(read).toContain('Un membre')
    expect(read).toContain('1 merci')
    expect(read).not.toContain(hidden.handle)
    expect(await text(hidden, page)).toContain('2 mercis')
    await post(writer, page, { intent: 'thank' })
    expect(await text(reader, page)).not.toContain('1 merci')
  })

  test('the author that the staff name leads to their profile, as far as each reader may know of them', async () => {
    const { page, desk } = await publish('Signee', { author: `/profil/${writer.handle}`, byline: 'Le bureau' })
    expect(await text(reader, page)).toContain(`data-person="${writer.handle}"`)
    const words = { ...NEWS_WORDS, title: 'Signee', intent: 'save' }
    await post(manager, desk, { ...words, author: hidden.handle })
    expect(await text(reader, page)).toContain('Un membre')
    expect(await text(reader, page)).not.toContain(hidden.handle)
    expect((await post(manager, desk, { ...words, author: 'personne.ici99' })).status).toBe(422)
    await post(manager, desk, { ...words, author: '' })
    expect(await text(reader, page)).not.toContain('Un membre')
  })

  test('who is gone leaves neither comments nor thanks, nor their name under the title', async () => {
    const leaver = await somebody('supmeca')
    const { page } = await publish('Avant le depart', { author: leaver.handle })
    await comment(leaver, page, 'Dernier mot')
    await post(leaver, page, { intent: 'thank' })
    await inside('supmeca', (query, { id }) =>
      query(sql`DELETE FROM "person" WHERE "tenantId" = ${id} AND "id" = ${leaver.id}`),
    )
    expect(await text(reader, page)).not.toMatch(/Dernier mot|1 merci|Un membre/)
  })
})

describe('who takes away and decides', () => {
  test('the author at once, the staff with a reason that the author alone reads; nobody else', async () => {
    const { page } = await publish('A moderer')
    for (const words of ['Mot un', 'Mot deux']) await comment(writer, page, words)
    const [one, two] = idsOf(await text(reader, page))
    expect((await post(reader, page, { intent: 'hide-comment', comment: one! })).headers.get('Location')).toBe(page)
    await post(manager, page, { intent: 'hide-comment', comment: one!, because: 'Hors sujet' })
    expect(await text(reader, page)).not.toMatch(/Mot un|Hors sujet/)
    expect(await text(writer, page)).toContain('Hors sujet')
    await post(writer, page, { intent: 'hide-comment', comment: two! })
    expect(await text(reader, page)).not.toContain('Mot deux')
    // An id of another piece of news opens nothing.
    const other = await publish('Une autre')
    await comment(writer, other.page, 'Mot trois')
    const [three] = idsOf(await text(reader, other.page))
    await post(manager, page, { intent: 'hide-comment', comment: three! })
    expect(await text(reader, other.page)).toContain('Mot trois')
  })

  test('A21: where the association reads first, a comment waits in the queue and is decided by the hash of its words', async () => {
    const [moderator, author, mate] = [await staffSeat('ece', 'manager'), await somebody('ece'), await somebody('ece')]
    const { page } = await publish('Lue avant', {}, 'ece', moderator)
    expect((await comment(author, page, 'En attente', 'ece')).headers.get('Location')).toContain('fait=pending')
    expect(await text(mate, page, 'ece')).not.toContain('En attente')
    expect(await text(author, page, 'ece')).toContain('En attente de relecture')
    const queue = await text(moderator, '/admin/publications', 'ece')
    const [, id, hash] = /name="id" value="([\w-]+)"[^>]*\/>\s*<input[^>]*name="hash"[^>]*value="(\w+)"/.exec(queue)!
    const form = { kind: 'news-comment', id: id!, decision: 'approve' }
    const decide = async (more: object) =>
      (await post(moderator, '/admin/publications', { ...form, ...more }, 'ece')).headers.get('Location')
    expect(await decide({ hash: 'x' })).toContain('gone')
    expect(await decide({ hash: hash! })).toContain('approved')
    expect(await text(mate, page, 'ece')).toContain(`data-comment="${id}"`)
    expect(await text(moderator, '/admin/publications', 'ece')).toContain('Rien à relire')
  })
})
