/** Running groups (I15; A18, A19, A21): who reads first, who decides, who proposes, and what a closed group keeps. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { get, post, somebody, text, write } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  const before = {
    ...tenantFile('ece'),
    posts: { audiences: ['group' as const, 'network' as const], moderation: 'before' as const, mails: 'none' as const },
  }
  await apply('supmeca', 'insa', 'insa-lyon', 'isep', before)
})
beforeEach(() => setClock(undefined))

describe('A21: where the association reads first', () => {
  const slug = 'ece'

  test('an article waits, is approved by the hash of its words, and a second moderator learns it was done', async () => {
    const [author, reader] = [await somebody(slug), await somebody(slug)]
    for (const who of [author, reader]) await post(who, '/groupes/entrepreneurs', { intent: 'join' }, slug)
    const address = await write(author, 'entrepreneurs', 'Levée de fonds', {}, slug)
    expect((await get(reader, address, slug)).status).toBe(404)
    expect(await text(author, address, slug)).toContain('En attente de relecture')
    const moderator = await staffSeat(slug, 'manager')
    const queue = await text(moderator, '/admin/publications', slug)
    expect(queue).toContain('Levée de fonds')
    const id = address.split('/').at(-1)!
    const hash = new RegExp(`value="${id}"[^>]*/>\\s*<input[^>]*name="hash"[^>]*value="(\\w+)"`).exec(queue)?.[1]
    const decide = { kind: 'post', id, hash: hash!, decision: 'approve' }
    expect(
      (await post(moderator, '/admin/publications', { ...decide, hash: 'x' }, slug)).headers.get('Location'),
    ).toContain('gone')
    expect((await post(moderator, '/admin/publications', decide, slug)).headers.get('Location')).toContain('approved')
    expect((await get(reader, address, slug)).status).toBe(200)
    expect(
      (await post(moderator, '/admin/publications', { ...decide, 'form-key': '' }, slug)).headers.get('Location'),
    ).toContain('gone')
    // Changed after approval, the approved words stay until the change is approved too.
    const change = { title: 'Levée de fonds', text: 'Rendez-vous ailleurs', audience: 'group' }
    await post(author, `${address}/modifier`, change, slug)
    expect(await text(reader, address, slug)).not.toContain('Rendez-vous ailleurs')
    expect(await text(author, address, slug)).toContain('Rendez-vous ailleurs')
    expect(await text(moderator, '/admin/publications', slug)).toContain('Rendez-vous ailleurs')
  })

  test('a refusal needs its reason, which the author reads and nobody else', async () => {
    const author = await somebody(slug)
    await post(author, '/groupes/entrepreneurs', { intent: 'join' }, slug)
    const address = await write(author, 'entrepreneurs', 'Publicité', {}, slug)
    const moderator = await staffSeat(slug, 'manager')
    const id = address.split('/').at(-1)!
    const queue = await text(moderator, '/admin/publications', slug)
    const hash = new RegExp(`value="${id}"[^>]*/>\\s*<input[^>]*name="hash"[^>]*value="(\\w+)"`).exec(queue)![1]!
    const refuse = { kind: 'post', id, hash, decision: 'refuse' }
    expect((await post(moderator, '/admin/publications', refuse, slug)).headers.get('Location')).toContain('because')
    await post(moderator, '/admin/publications', { ...refuse, because: 'Pas de réclame' }, slug)
    expect(await text(author, address, slug)).toContain('Pas de réclame')
  })
})

describe('a change of what is shown', () => {
  const slug = 'ece'
  /** The decision about a thing, with the hash that its card carries. */
  async function decide(moderator: Seat, id: string, more: Record<string, string>) {
    const queue = await text(moderator, '/admin/publications', slug)
    const hash = new RegExp(`value="${id}"[^>]*/>\\s*<input[^>]*name="hash"[^>]*value="(\\w+)"`).exec(queue)![1]!
    return post(moderator, '/admin/publications', { kind: 'change', id, hash, ...more }, slug)
  }

  test('a changed audience waits with the changed words; only the author reads why a text was refused', async () => {
    const [author, mate, stranger] = [await somebody(slug), await somebody(slug), await somebody(slug)]
    const manager = await staffSeat(slug, 'manager')
    for (const who of [author, mate]) await post(who, '/groupes/entrepreneurs', { intent: 'join' }, slug)
    const address = await write(author, 'entrepreneurs', 'Petit comité', {}, slug)
    const id = address.split('/').at(-1)!
    await decide(manager, id, { kind: 'post', decision: 'approve' })
    const wide = { title: 'Petit comité', text: 'Texte de Petit comité', audience: 'network' }
    await post(author, `${address}/modifier`, wide, slug)
    expect((await get(stranger, address, slug)).status).toBe(404)
    await decide(manager, id, { decision: 'refuse', because: 'Reste entre nous' })
    expect(await text(author, address, slug)).toContain('Reste entre nous')
    expect(await text(mate, address, slug)).not.toContain('Reste entre nous')
    await post(author, `${address}/modifier`, wide, slug)
    await decide(manager, id, { decision: 'approve' })
    expect((await get(stranger, address, slug)).status).toBe(200)
  })
})

describe('running a group', () => {
  test('a leader learns of nobody where they live: who is not listed is named no leader, as who is not there', async () => {
    const home = { homePostcode: '69003', homeCountry: 'FR' }
    const leader = await somebody('insa-lyon', { values: home })
    const hidden = await somebody('insa-lyon', { values: home, siteChoices: { homePostcode: 'nobody' } })
    const elsewhere = await somebody('insa-lyon', { values: { homePostcode: '35000', homeCountry: 'FR' } })
    const listed = await somebody('insa-lyon', { values: home })
    const manager = await staffSeat('insa-lyon', 'manager')
    const lead = async (who: Seat, handle: string) => {
      const form = { intent: 'lead', handle }
      return (await post(who, '/groupes/auvergne-rhone-alpes/gerer', form, 'insa-lyon')).headers.get('Location')
    }
    expect(await lead(manager, leader.handle)).toContain('fait=leader')
    const nobody = await lead(leader, 'personne.ici.ly1999')
    expect(nobody).toContain('fait=nobody')
    for (const { handle } of [hidden, elsewhere]) expect(await lead(leader, handle)).toBe(nobody)
    expect(await lead(leader, listed.handle)).toContain('fait=leader')
    expect(await lead(manager, hidden.handle)).toContain('fait=leader')
  })

  test('asking shows who asks, whatever they hide; kept away by who runs it, they wait for the staff', async () => {
    const leader = await somebody('ece')
    const [shy, kept] = [await somebody('ece', { siteChoices: { lastName: 'nobody' } }), await somebody('ece')]
    const manager = await staffSeat('ece', 'manager')
    const here = '/groupes/ambassadeurs'
    await post(manager, `${here}/gerer`, { intent: 'lead', handle: leader.handle }, 'ece')
    for (const who of [shy, kept]) await post(who, here, { intent: 'ask' }, 'ece')
    await post(leader, `/profil/${kept.handle}/contact`, { intent: 'block' }, 'ece')
    const page = await text(leader, `${here}/gerer`, 'ece')
    expect(page).toContain(shy.name)
    expect(page).not.toContain(kept.name)
    expect(await text(manager, `${here}/gerer`, 'ece')).toContain(kept.name)
    const accepted = await post(leader, `${here}/gerer`, { intent: 'accept', handle: shy.handle }, 'ece')
    expect(accepted.headers.get('Location')).toContain('fait=accepted')
    // In the group, they are hidden as everywhere.
    expect(await text(leader, `${here}/membres`, 'ece')).not.toContain(shy.name)
  })

  test('a member who muted a group stays muted after being named its leader', async () => {
    const who = await somebody('supmeca')
    const manager = await staffSeat('supmeca', 'manager')
    await post(who, '/groupes/sud-ouest', { intent: 'join' })
    await post(who, '/groupes/sud-ouest', { intent: 'mute' })
    await post(manager, '/groupes/sud-ouest/gerer', { intent: 'lead', handle: who.handle })
    expect(await text(who, '/groupes/sud-ouest')).toContain('value="unmute"')
  })

  test('A19: a request is answered once; refused, nothing is said', async () => {
    const [leader, one, two] = [await somebody('ece'), await somebody('ece'), await somebody('ece')]
    const manager = await staffSeat('ece', 'manager')
    await post(manager, '/groupes/ambassadeurs/gerer', { intent: 'lead', handle: leader.handle }, 'ece')
    for (const who of [one, two]) await post(who, '/groupes/ambassadeurs', { intent: 'ask', note: 'Motivée' }, 'ece')
    expect(await text(leader, '/groupes/ambassadeurs/gerer', 'ece')).toContain('Motivée')
    const answers = await Promise.all(
      [leader, manager].map((who) =>
        post(who, '/groupes/ambassadeurs/gerer', { intent: 'accept', handle: one.handle }, 'ece'),
      ),
    )
    expect(answers.map((answer) => answer.headers.get('Location')!.split('fait=')[1]).sort()).toEqual([
      'accepted',
      'gone',
    ])
    const waiting = await text(two, '/groupes/ambassadeurs', 'ece')
    await post(leader, '/groupes/ambassadeurs/gerer', { intent: 'refuse', handle: two.handle }, 'ece')
    const keyless = (page: string) => page.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    expect(keyless(await text(two, '/groupes/ambassadeurs', 'ece'))).toBe(keyless(waiting))
  })

  test('A18: the last leader neither leaves nor is put down; a second one may', async () => {
    const [first, second] = [await somebody('supmeca'), await somebody('supmeca')]
    const manager = await staffSeat('supmeca', 'manager')
    const manage = (who: Seat, intent: string, handle: string) =>
      post(who, '/groupes/ile-de-france/gerer', { intent, handle })
    await manage(manager, 'lead', first.handle)
    expect(await text(first, '/groupes/ile-de-france')).not.toContain('value="leave"')
    expect((await manage(first, 'unlead', first.handle)).headers.get('Location')).toContain('fait=last')
    await post(second, '/groupes/ile-de-france', { intent: 'join' })
    expect((await manage(first, 'lead', second.handle)).headers.get('Location')).toContain('fait=leader')
    expect((await manage(second, 'unlead', first.handle)).headers.get('Location')).toContain('fait=noLeader')
  })

  test('nobody else manages', async () => {
    const who = await somebody('supmeca')
    await post(who, '/groupes/suisse', { intent: 'join' })
    expect((await get(who, '/groupes/suisse/gerer')).status).toBe(403)
    expect((await post(who, '/groupes/suisse/gerer', { intent: 'lead', handle: who.handle })).status).toBe(403)
    for (const path of ['/admin/groupes', '/admin/publications']) expect((await get(who, path)).status, path).toBe(403)
  })

  test('I15: a member proposes, the staff accept, the member runs it; refused, the reason is told', async () => {
    const who = await somebody('supmeca')
    const propose = (name: string) =>
      post(who, '/groupes/proposer', { name, about: 'Pour marcher ensemble', kind: 'club', joining: 'open' })
    await propose('Randonnée')
    await propose('Blagues')
    expect(await text(await somebody('supmeca'), '/groupes')).not.toContain('Randonnée')
    const ids = await inside('supmeca', (query, { id }) =>
      query<{ id: string; name: string; slug: string }>(
        sql`SELECT "id", "name", "slug" FROM "group" WHERE "tenantId" = ${id} AND "state" = 'proposed' ORDER BY "createdAt"`,
      ),
    )
    const manager = await staffSeat('supmeca', 'manager')
    await post(manager, '/admin/groupes', { intent: 'accept', id: ids[0]!.id })
    await post(manager, '/admin/groupes', { intent: 'refuse', id: ids[1]!.id, because: 'Pas d’objet précis' })
    expect((await get(who, `/groupes/${ids[0]!.slug}/gerer`)).status).toBe(200)
    const page = await text(who, '/groupes')
    expect(page).toContain('Pas d’objet précis')
    expect(page).toContain('Vous l’animez')
  })

  test('the staff make a group, name who runs it, and find it in the log; a wrong word is said beside its field', async () => {
    const [manager, who] = [await staffSeat('supmeca', 'manager'), await somebody('supmeca')]
    const form = { name: 'Correspondants d’Italie', about: '', kind: 'country', joining: 'staff' }
    const wrong = await post(manager, '/admin/groupes/nouveau', { ...form, kind: 'sect', joining: 'automatic' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Correspondants d’Italie')
    const made = (await post(manager, '/admin/groupes/nouveau', form)).headers.get('Location')!
    expect(made).toMatch(/^\/groupes\/correspondants-d-italie-\w{5}\/gerer\?fait=made$/)
    const here = made.split('/gerer')[0]!
    await post(manager, `${here}/gerer`, { intent: 'lead', handle: who.handle })
    expect((await get(who, `${here}/gerer`)).status).toBe(200)
    expect(await text(await somebody('supmeca'), here)).not.toContain('value="join"')
    expect((await post(who, '/admin/groupes/nouveau', form)).status).toBe(403)
  })

  test('a closed group keeps its words for its people, and takes no more', async () => {
    const [who, mate] = [await somebody('supmeca'), await somebody('supmeca')]
    const manager = await staffSeat('supmeca', 'manager')
    for (const { handle } of [who, mate]) await post(manager, '/groupes/etudiants/gerer', { intent: 'add', handle })
    const address = await write(who, 'etudiants', 'Souvenir')
    await post(manager, '/admin/groupes', { intent: 'close', group: 'etudiants' })
    expect((await get(who, '/groupes/etudiants/articles/nouveau')).status).toBe(403)
    expect((await get(who, `${address}/modifier`)).status).toBe(403)
    expect((await get(mate, address)).status).toBe(200)
    expect((await post(mate, address, { intent: 'answer', text: 'Encore' })).status).toBe(403)
    expect((await get(await somebody('supmeca'), address)).status).toBe(404)
    await post(manager, '/admin/groupes', { intent: 'open', group: 'etudiants' })
    expect((await post(mate, address, { intent: 'answer', text: 'Encore' })).status).toBe(303)
  })
})

test('a group of another association is not there, whatever its name', async () => {
  const who = await somebody('supmeca')
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "group" ("tenantId", "id", "slug", "name", "kind", "joining", "createdAt")
      VALUES (${id}, ${fileGroupId(id, 'ailleurs')}, 'ailleurs', 'Ailleurs', 'club', 'open', now()) RETURNING 1`),
  )
  expect((await get(who, '/groupes/ailleurs')).status).toBe(404)
})
