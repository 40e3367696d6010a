/** The agenda (S3, I10, S14): who finds which event, where, by which filters; who writes, moves, cancels and copies. */
import { beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { EVENT_WORDS } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { befriend, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const NEW = '/admin/evenements/nouveau'
const CLUB = tenantFile('supmeca').groups.find(({ kind, joining }) => kind === 'club' && joining === 'open')!
const seats = {} as Record<'manager' | 'company' | 'treasurer', Seat> &
  Record<'member' | 'inGroup' | 'leader' | 'adherent', Somebody>
let clubId = ''

beforeAll(async () => {
  const config = tenantFile('supmeca')
  const role = (may: 'keep-books' | 'see-as') => ({ name: { fr: may, en: may }, may: [may], reads: [] })
  await apply({ ...config, staffRoles: { tresorier: role('keep-books'), guide: role('see-as') } })
  await apply('ece')
  clubId = await inside('supmeca', async (_, scope) => fileGroupId(scope.id, CLUB.id))
  seats.manager = await staffSeat('supmeca', 'manager')
  seats.treasurer = await staffSeat('supmeca', 'tresorier')
  seats.member = await somebody('supmeca', { paidUp: false })
  seats.inGroup = await somebody('supmeca', { paidUp: false })
  seats.leader = await somebody('supmeca', { paidUp: false })
  seats.adherent = await somebody('supmeca')
  seats.company = await organisationSeat('supmeca', 'company')
  for (const who of [seats.inGroup, seats.leader]) await post(who, `/groupes/${CLUB.id}`, { intent: 'join' })
  await inside('supmeca', (query, scope) =>
    query(
      sql`UPDATE "group_member" SET "leads" = TRUE WHERE "tenantId" = ${scope.id} AND "personId" = ${seats.leader.id}`,
    ),
  )
})

/** @returns the desk's address of what was written */
async function write(more: Record<string, string> = {}): Promise<string> {
  const answer = await post(seats.manager, NEW, { ...EVENT_WORDS, intent: 'publish', ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}

const read = (path: string, seat?: Seat) => request(HOST, path, seat ? { cookie: seat.cookie } : {})
const page = async (path: string) => textWithoutNonce(await read(path))

describe('who finds which event', () => {
  test('by audience: the list, its count and its filters, the page and the front page say the same', async () => {
    const title = (audience: string) => `Soirée ${audience} seulement`
    const all = ['public', 'network', 'paid-up', 'staff', 'group']
    for (const audience of all)
      await write({
        title: title(audience),
        audience,
        group: audience === 'group' ? clubId : '',
        city: `Ville ${audience}`,
      })
    const readers: Record<string, [Seat | undefined, string[]]> = {
      visitor: [undefined, ['public']],
      company: [seats.company, ['public']],
      member: [seats.member, ['public', 'network']],
      inGroup: [seats.inGroup, ['public', 'network', 'group']],
      leader: [seats.leader, ['public', 'network', 'group']],
      adherent: [seats.adherent, ['public', 'network', 'paid-up']],
      treasurer: [seats.treasurer, ['public', 'network', 'paid-up', 'staff']],
      manager: [seats.manager, all],
    }
    for (const [name, [seat, finds]] of Object.entries(readers)) {
      const list = await (await read('/evenements', seat)).text()
      for (const audience of all) {
        const found = finds.includes(audience)
        expect(list.includes(title(audience)), `${name} ${audience}`).toBe(found)
        expect(list.includes(`Ville ${audience}`), `${name} filter ${audience}`).toBe(found)
        expect((await read(`/evenements/soiree-${audience}-seulement`, seat)).status, name).toBe(found ? 200 : 404)
        expect(
          (await read(`/evenements?ville=Ville+${audience}`, seat).then((one) => one.text())).includes(
            `data-total="1"`,
          ),
        ).toBe(found)
      }
      expect(list).toContain(`data-total="${finds.length}"`)
    }
    expect(await (await read('/', undefined)).text()).toContain('data-event="soiree-public-seulement"')
    expect(await (await read('/', undefined)).text()).not.toContain('soiree-network-seulement')
    expect((await request('ece.localhost', '/evenements/soiree-public-seulement')).status).toBe(404)
  })

  test('a draft is answered as an address that is nobody’s; leaders of its group read it, other leaders’ events not', async () => {
    await write({ title: 'En préparation', intent: 'save', group: clubId })
    await write({ title: 'Brouillon du bureau', intent: 'save' })
    const unknown = (await page('/evenements/nulle-part')).replaceAll('nulle-part', 'x')
    expect((await page('/evenements/en-preparation')).replaceAll('en-preparation', 'x')).toBe(unknown)
    expect((await get(seats.leader, '/evenements/en-preparation')).status).toBe(200)
    expect((await get(seats.inGroup, '/evenements/en-preparation')).status).toBe(404)
    expect((await get(seats.leader, '/evenements/brouillon-du-bureau')).status).toBe(404)
  })

  test('with other eyes a group’s event stays with its people; what the staff read themselves is shown', async () => {
    await write({ title: 'Réunion du cercle', audience: 'group', group: clubId })
    await write({ title: 'Projet du cercle', intent: 'save', group: clubId })
    const [guide, manager] = [await staffSeat('supmeca', 'guide'), await staffSeat('supmeca', 'manager')]
    const as = { intent: 'person', handle: seats.leader.handle, reason: 'Elle ne trouve rien' }
    for (const who of [guide, manager]) expect((await post(who, '/admin/voir-comme', as)).status).toBe(303)
    const list = await text(guide, '/evenements')
    expect(list).toContain('Soirée network seulement')
    expect(list).not.toContain('Réunion du cercle')
    expect(await text(manager, '/evenements')).toContain('Réunion du cercle')
    for (const slug of ['reunion-du-cercle', 'projet-du-cercle'])
      for (const path of [`/evenements/${slug}`, `/evenements/${slug}/agenda.ics`]) {
        expect((await get(guide, path)).status, path).toBe(404)
        expect((await get(seats.leader, path)).status, path).toBe(200)
      }
  })

  test('with other eyes nobody reads another’s place, link or contacts; the person does', async () => {
    const [eyes, friend] = [await somebody('supmeca'), await somebody('supmeca', { values: { promotion: 1990 } })]
    await befriend('supmeca', eyes.id, friend.id)
    const LINK = 'https://visio.example.org/secret'
    const desk = await write({ title: 'Retrouvailles', link: LINK })
    await post(seats.manager, `${desk}/places`, { registration: 'open', capacity: '', guests: '0', closes: '' })
    const path = '/evenements/retrouvailles'
    for (const who of [eyes, friend]) await post(who, `${path}/inscription`, { intent: 'register', shown: 'on' })
    const theirs = [LINK, 'data-state="registered"', `data-person="${friend.handle}"`]
    const own = await text(eyes, path)
    for (const said of theirs) expect(own).toContain(said)
    const looking = await staffSeat('supmeca', 'manager')
    const as = { intent: 'person', handle: eyes.handle, reason: 'Elle ne trouve rien' }
    expect((await post(looking, '/admin/voir-comme', as)).status).toBe(303)
    const seen = await text(looking, path)
    for (const said of ['data-stand-in="person"', 'data-state="none"']) expect(seen).toContain(said)
    for (const said of theirs) expect(seen).not.toContain(said)
    expect(await text(looking, `${path}/agenda.ics`)).not.toContain('visio.example.org')
    expect(await text(eyes, `${path}/agenda.ics`)).toContain('visio.example.org')
  })

  test('once nobody registers any more, who comes reads the link and gives the place back; others find no page', async () => {
    const { manager, member, adherent } = seats
    const desk = await write({ title: 'Conférence close', link: 'https://visio.example.org/close' })
    const path = '/evenements/conference-close'
    const places = (registration: string) =>
      post(manager, `${desk}/places`, { registration, capacity: '', guests: '0', closes: '' })
    const step = (who: Seat, intent: string) => post(who, `${path}/inscription`, { intent, shown: 'on' })
    await places('open')
    await step(member, 'register')
    await places('none')
    const pages = await Promise.all([member, adherent].map((who) => get(who, `${path}/inscription`)))
    expect(pages.map(({ status }) => status)).toEqual([200, 403])
    expect((await step(adherent, 'register')).status).toBe(403)
    const bodies = [await text(member, path), await text(adherent, path)]
    expect(bodies.map((body) => body.includes('visio.example.org'))).toEqual([true, false])
    expect((await step(member, 'withdraw')).headers.get('Location')).toContain('fait=withdrawn')
    expect(await text(member, path)).not.toContain('visio.example.org')
  })

  test('filters by category, group, one’s own groups; what is over stands among the past', async () => {
    await write({ title: 'Visite du barrage', category: 'visite', group: clubId })
    const shown = async (path: string, seat?: Seat) =>
      (await (await read(path, seat)).text()).match(/class="event-card"/g)?.length ?? 0
    expect(await shown('/evenements?categorie=visite')).toBe(1)
    expect(await shown(`/evenements?groupe=${CLUB.id}`)).toBe(1)
    expect(await shown('/evenements?groupe=miens', seats.inGroup)).toBe(3)
    expect(await shown('/evenements?groupe=miens', seats.member)).toBe(0)
    // A group whose only event one may not read offers nothing and narrows to nothing.
    expect(await shown('/evenements?groupe=inconnu')).toBe(0)
    setClock(new Date('2027-06-10T20:00:00Z'))
    try {
      expect(await shown('/evenements')).toBe(0)
      expect(await shown('/evenements?quand=passes')).toBe(4)
      expect(await page('/evenements/visite-du-barrage')).toContain('data-state="ended"')
    } finally {
      setClock(undefined)
    }
  })
})

describe('the desk', () => {
  test('who saves over words of somebody else is told first, and may save then', async () => {
    const desk = await write({ title: 'Relue à deux' })
    const seen = () =>
      text(seats.manager, `${desk}/modifier`).then((page) => /name="seen" value="([^"]+)"/.exec(page)![1]!)
    const [first, second] = [await seen(), await seen()]
    const save = (lead: string, version: string) =>
      post(seats.manager, `${desk}/modifier`, {
        ...EVENT_WORDS,
        title: 'Relue à deux',
        lead,
        intent: 'save',
        seen: version,
      })
    expect((await save('Du premier', first)).status).toBe(303)
    const late = await save('Du second', second)
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('Du second')
    expect(await text(seats.manager, `${desk}/modifier`)).toContain('Du premier')
    expect((await save('Du second', /name="seen" value="([^"]+)"/.exec(page)![1]!)).status).toBe(303)
  })

  test('refuses what is wrong field by field and keeps what was typed', async () => {
    const wrong = {
      ...EVENT_WORDS,
      title: '',
      starts: '2027-03-28T02:30',
      audience: 'group',
      link: 'javascript:alert(1)',
    }
    const answer = await post(seats.manager, NEW, { ...wrong, intent: 'publish' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const said of ['Saisissez un titre', 'Cette heure n’existe pas', 'Choisissez le groupe', 'https://visio'])
      expect(html).toContain(said)
    expect(html).toContain('value="javascript:alert(1)"')
    const before = { ...EVENT_WORDS, ends: EVENT_WORDS.starts, intent: 'publish' }
    expect((await post(seats.manager, NEW, before)).status).toBe(422)
    const elsewhere = { ...EVENT_WORDS, group: '018f0000-0000-7000-b000-000000000009', intent: 'publish' }
    expect((await post(seats.manager, NEW, elsewhere)).status).toBe(422)
  })

  test('shows local time with its zone, the link to nobody but who organises', async () => {
    await write({
      ...{ title: 'Apéritif au lagon', zone: 'Pacific/Tahiti', link: 'https://visio.example.org/secret' },
      ...{ starts: '2027-01-15T18:00', ends: '2027-01-15T20:00' },
    })
    const html = await page('/evenements/aperitif-au-lagon')
    expect(html).toContain('vendredi 15 janvier 2027, de 18:00 à 20:00')
    expect(html).toContain('heure de Papeete')
    expect(html).not.toContain('visio.example.org')
    expect(await text(seats.member, '/evenements/aperitif-au-lagon')).not.toContain('visio.example.org')
    expect(await text(seats.manager, '/evenements/aperitif-au-lagon')).toContain('visio.example.org/secret')
    const [row] = await inside('supmeca', (query, scope) =>
      query<{ startsAt: Date }>(
        sql`SELECT "startsAt" FROM "event" WHERE "tenantId" = ${scope.id} AND "slug" = 'aperitif-au-lagon'`,
      ),
    )
    expect(row!.startsAt.toISOString()).toBe('2027-01-16T04:00:00.000Z')
  })

  test('cancelling leaves it where it stands, crossed out; a copy is a draft of its own; a draft may go', async () => {
    const desk = await write({ title: 'Pique-nique' })
    await post(seats.manager, desk, { intent: 'cancel' })
    expect(await page('/evenements/pique-nique')).toContain('data-state="cancelled"')
    expect(await page('/evenements')).toContain('Annulé')
    const copy = await post(seats.manager, desk, { intent: 'copy' })
    const edit = copy.headers.get('Location')!
    expect((await read('/evenements/pique-nique-2')).status).toBe(404)
    expect((await get(seats.manager, '/evenements/pique-nique-2')).status).toBe(200)
    await post(seats.manager, edit.replace('/modifier', ''), { intent: 'remove' })
    expect((await get(seats.manager, '/evenements/pique-nique-2')).status).toBe(404)
    // What is shown is not deleted; it is withdrawn first.
    const shown = await write({ title: 'Galette' })
    await post(seats.manager, shown, { intent: 'remove' })
    expect((await read('/evenements/galette')).status).toBe(200)
    await post(seats.manager, shown, { intent: 'withdraw' })
    expect((await read('/evenements/galette')).status).toBe(404)
  })
})
