/** Finding, adding and changing people as staff (P4), over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, type Sent } from '../../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
let admin: Seat
let manager: Seat
let people: { id: string; handle: string }[]
const crowd = 120

beforeAll(async () => {
  await apply('isep')
  people = await addPeople('isep', [
    {
      values: {
        firstName: 'Éloïse',
        lastName: 'D’Arc-Morvan',
        promotion: 1998,
        primaryEmail: 'eloise@courriel.example',
        remarks: 'Fiche papier',
      },
    },
    { values: { firstName: 'Hugues', lastName: 'Secret', promotion: 1990 }, siteChoices: { lastName: 'nobody' } },
    {
      values: {
        firstName: 'Anna',
        lastName: 'Chef',
        promotion: 1980,
        primaryEmail: 'chef@courriel.example',
        iesfCode: 'ABC-1',
      },
    },
    ...Array.from({ length: crowd }, (_, i) => ({
      values: { firstName: 'Foule', lastName: `Nom${String(i).padStart(3, '0')}`, promotion: 2000, status: 'retraité' },
    })),
  ])
  admin = await staffSeat('isep', 'admin')
  manager = await staffSeat('isep', 'manager')
  await personSeat('isep', people[0]!.id, { paidUp: true })
})

const get = async (path: string, seat = manager) => (await request(HOST, path, { cookie: seat.cookie })).text()
const post = (path: string, form: Sent['form'], seat = manager) => request(HOST, path, { form, cookie: seat.cookie })
const handlesIn = (html: string) => [...html.matchAll(/<tr data-person="([^"]+)"/g)].map((match) => match[1]!)
const inputOf = (html: string, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1]

describe('the staff’s search', () => {
  test.each([
    ['q=eloise', 'a first name without its accents'],
    ['q=morv', 'the beginning of a name'],
    ['q=eloise.d-arc', 'the beginning of a login'],
    ['q=Eloise%40courriel', 'the beginning of an e-mail'],
    ['promo=1998', 'a year'],
    ['role=adherent', 'dues that run'],
    ['q=arc&promo=1998&role=adherent', 'several at once'],
  ])('finds by %s: %s', async (query) => {
    expect(handlesIn(await get(`/admin/membres?${query}`))).toEqual([people[0]!.handle])
  })

  test('stands above what people chose', async () => {
    expect(handlesIn(await get('/admin/membres?q=secret'))).toEqual([people[1]!.handle])
  })

  test('finds by state and by status', async () => {
    const [noEmail, retired] = await Promise.all([
      get('/admin/membres?etat=sans-email'),
      get('/admin/membres?situation=retrait%C3%A9'),
    ])
    expect(noEmail).toContain(`data-total="${crowd + 1}"`)
    expect(retired).toContain(`data-total="${crowd}"`)
    expect(handlesIn(await get('/admin/membres?etat=sans-compte&promo=1998'))).toEqual([])
  })

  test('finds nobody by what nobody has, nor by a wildcard', async () => {
    for (const query of ['q=zzzz', 'q=%25', 'q=_', 'q=%27%20OR%201%3D1', 'q=.', 'promo=1700'])
      expect(handlesIn(await get(`/admin/membres?${query}`)).length).toBeLessThanOrEqual(
        query.startsWith('promo') ? 50 : 0,
      )
  })

  test('walks through everybody once, fifty at a time, and back again', async () => {
    const seen: string[][] = []
    let path: string | undefined = '/admin/membres'
    const link = (html: string, rel: string) =>
      new RegExp(`href="([^"]+)"[^>]*rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
    for (let i = 0; path && i < 9; i++) {
      const html: string = await get(path)
      seen.push(handlesIn(html))
      path = link(html, 'next')
    }
    expect(seen.map((page) => page.length)).toEqual([50, 50, 23])
    expect(new Set(seen.flat()).size).toBe(crowd + 3)
    const last = await inside('isep', (query, { id }) =>
      query<{ id: string }>(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${id} AND "handle" = ${seen[2]![0]!}`),
    )
    expect(handlesIn(await get(`/admin/membres?avant=${last[0]!.id}`))).toEqual(seen[1])
  })
})

describe('the list', () => {
  /** Each page by its link, until there is none. */
  async function walk(path: string, seat: Seat): Promise<string[]> {
    const pages: string[] = []
    for (let next: string | undefined = path; next && pages.length < 9; ) {
      const html: string = await get(next, seat)
      pages.push(html)
      next = /href="([^"]+)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    return pages
  }
  const cellsOf = (html: string, field: string) =>
    [...html.matchAll(new RegExp(`<td data-field="${field}"[^>]*>([^<]*)`, 'g'))].map((match) => match[1]!)

  test('names people as it is sorted, and shows until when they paid', async () => {
    const html = await get('/admin/membres?q=arc', admin)
    expect(html).toContain('>D’ARC-MORVAN Éloïse</a>')
    expect(html).toContain('aria-label="Agir sur"')
    for (const title of ['À jour jusqu’au', 'Ville']) expect(html).toContain(title)
    expect(html).toMatch(/<td>(\d\d\/\d\d\/\d{4}|sans fin)<\/td>/)
    const others = await get('/admin/membres?q=arc&colonnes=login&colonnes=company&colonnes=nothing', admin)
    expect(others).not.toContain('tri=until')
    expect(html).toContain('tri=until')
  })

  test('goes by a column, either way, and everybody stands in it once', async () => {
    for (const tri of ['promotion', '-promotion', '-nom']) {
      const pages = await walk(`/admin/membres?tri=${tri}&colonnes=promotion`, admin)
      expect(pages.map((page) => handlesIn(page).length)).toEqual([50, 50, 23])
      expect(new Set(pages.flatMap(handlesIn)).size).toBe(crowd + 3)
      const years = pages.flatMap((page) => cellsOf(page, 'promotion').map(Number))
      const rising = years.toSorted((a, b) => a - b)
      if (tri !== '-nom') expect(years).toEqual(tri === 'promotion' ? rising : rising.toReversed())
    }
    expect((await get('/admin/membres?tri=promotion', admin)).match(/aria-sort="ascending"/g)).toHaveLength(1)
  })

  test('the columns that were chosen stand there at the next visit, and only those that the reader may see', async () => {
    const chosen = await request(HOST, '/admin/membres?colonnes=login,homeCity', { cookie: admin.cookie })
    const kept = chosen.headers.getSetCookie().find((cookie) => cookie.startsWith('columns='))!
    expect(kept).toMatch(/^columns=homeCity\.login; Path=\/admin\/membres; Max-Age=\d+; HttpOnly; SameSite=Lax/)
    const again = (seat: Seat) => get('/admin/membres', { ...seat, cookie: `${seat.cookie}; ${kept.split(';')[0]}` })
    expect(await again(admin)).toContain('data-field="homeCity"')
    expect(await again(admin)).not.toContain('data-field="mobilePhone"')
    expect(await again(manager)).not.toContain('data-field="homeCity"')
    const plain = await request(HOST, '/admin/membres', { cookie: admin.cookie })
    expect(plain.headers.getSetCookie().join()).not.toContain('columns=')
  })

  test('who reads no addresses in a table has no such column, and learns nothing from its order', async () => {
    await post(recordOf(0), { version: '', homeCity: 'Aaville' }, admin)
    const usual = await get('/admin/membres')
    expect(usual).not.toContain('data-field="homeCity"')
    const asked = await get('/admin/membres?tri=homeCity&colonnes=homeCity,mobilePhone,promotion')
    expect(asked).not.toMatch(/data-field="(homeCity|mobilePhone)"/)
    expect(handlesIn(asked)).toEqual(handlesIn(usual))
  })
})

const recordOf = (place: number) => `/admin/membres/${people[place]!.handle}`
const formOf = (place: number) => `${recordOf(place)}?modifier=tout`
const valuesOf = async (place: number) =>
  (
    await inside('isep', (query, { id }) =>
      query(sql`SELECT * FROM "person" WHERE "tenantId" = ${id} AND "id" = ${people[place]!.id}`),
    )
  )[0]!

describe('a person’s record', () => {
  test('is changed field by field, with its history and who did it', async () => {
    const version = inputOf(await get(formOf(0)), 'version')!
    const saved = await post(recordOf(0), { version, mobilePhone: '+33639980102', remarks: '', jobTitle: 'Directrice' })
    expect(saved.status).toBe(303)
    expect(await valuesOf(0)).toMatchObject({
      mobilePhone: '+33639980102',
      remarks: null,
      jobTitle: 'Directrice',
      lastName: 'D’Arc-Morvan',
    })
    const history = await get(`${recordOf(0)}/historique`)
    for (const word of ['Fiche papier', '06\u00a039\u00a098\u00a001\u00a002', 'Directrice'])
      expect(history).toContain(word)
    const rows = await inside('isep', (query, { id }) =>
      query(
        sql`SELECT "field", "from", "accountId" FROM "value_change" WHERE "tenantId" = ${id}
          AND "personId" = ${people[0]!.id} ORDER BY "field"`,
      ),
    )
    const by = { from: 'staff', accountId: manager.accountId }
    expect(rows).toEqual(['jobTitle', 'mobilePhone', 'remarks'].map((field) => ({ field, ...by })))
  })

  test('is not written over somebody else’s change: 409, with everything that was typed', async () => {
    const version = inputOf(await get(formOf(1)), 'version')!
    expect((await post(recordOf(1), { version, homeCity: 'Nantes' }, admin)).status).toBe(303)
    const late = await post(recordOf(1), { version, homeCity: 'Brest', bio: 'Texte saisi' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Texte saisi')
    expect(html).toContain('changé entre-temps')
    expect(await valuesOf(1)).toMatchObject({ homeCity: 'Nantes', bio: null })
    // The page now knows the other change: sent again, it is meant.
    expect((await post(recordOf(1), { version: inputOf(html, 'version')!, homeCity: 'Brest' })).status).toBe(303)
    expect(await valuesOf(1)).toMatchObject({ homeCity: 'Brest' })
  })

  test('keeps everything typed when something is wrong: 422', async () => {
    const version = inputOf(await get(formOf(1)), 'version')!
    const wrong = await post(recordOf(1), { version, birthDate: 'hier', hobbies: 'Voile', lastName: '' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    for (const word of ['hier', 'Voile', 'aria-invalid']) expect(html).toContain(word)
    expect(await valuesOf(1)).toMatchObject({ hobbies: null, lastName: 'Secret' })
  })

  test('is checked as the member’s own form is, with words beside each field and nothing lost', async () => {
    const version = inputOf(await get(formOf(1)), 'version')!
    const typed = { mobilePhone: '06 12 34 5', civility: 'Chat', companySiret: '123', homeCountry: 'Frnace' }
    const wrong = await post(recordOf(1), { version, ...typed, homePostcode: '1', jobStart: 'mars 2026' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    for (const word of ['06 12 34 5', 'Chat', '123', 'Frnace', 'mars 2026']) expect(html).toContain(`value="${word}"`)
    for (const words of [
      'Saisissez un numéro complet',
      'Choisissez une réponse',
      '14 chiffres du SIRET',
      'nom de pays',
    ])
      expect(html).toContain(words)
    expect(await valuesOf(1)).toMatchObject({ mobilePhone: null, civility: null, homeCountry: null })
    expect(
      (await post(recordOf(1), { version, mobilePhone: '06 39 98 01 03', jobTitle: 'Juge', jobStart: 'mars 2026' }))
        .status,
    ).toBe(303)
    expect(await valuesOf(1)).toMatchObject({ mobilePhone: '+33639980103', jobStart: '2026-03' })
  })

  test('is read in cards, and one card is changed without the others being sent', async () => {
    const read = await get(recordOf(0))
    expect(read).toContain(`href="${recordOf(0)}?modifier=contact#groupe-contact"`)
    expect(read).toMatch(/data-field="mobilePhone"[^>]*>(<[^>]*>)*06/)
    expect(read).not.toContain('name="mobilePhone"')
    expect(read).toMatch(/À jour à vie|Jamais cotisant/)
    const open = await get(`${recordOf(0)}?modifier=place`)
    expect(open).toContain('name="homeCity"')
    expect(open).not.toContain('name="mobilePhone"')
    const form = { version: inputOf(open, 'version')!, part: 'place', homeCity: 'Lorient', homeCountry: 'Frnace' }
    const wrong = await post(recordOf(0), form)
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('value="Lorient"')
    expect(again).not.toContain('name="mobilePhone"')
    const saved = await post(recordOf(0), { ...form, homeCountry: 'France' })
    expect(saved.headers.get('Location')).toBe(`${recordOf(0)}?fait=1#groupe-place`)
    expect(await valuesOf(0)).toMatchObject({ homeCity: 'Lorient', mobilePhone: '+33639980102' })
  })

  test('takes a new secret and shows none, old or new', async () => {
    const before = await get(formOf(2))
    expect(before).not.toContain('ABC-1')
    const saved = await post(recordOf(2), { version: inputOf(before, 'version')!, iesfCode: 'XYZ-9' })
    expect(saved.status).toBe(303)
    const { iesfCode } = await valuesOf(2)
    expect(iesfCode).toMatch(/^v1\./)
    for (const path of [recordOf(2), `${recordOf(2)}/historique`]) {
      const html = await get(path)
      for (const word of ['ABC-1', 'XYZ-9', String(iesfCode)]) expect(html).not.toContain(word)
    }
    const failed = await post(recordOf(2), { version: 'x', iesfCode: 'TYPED-7' })
    expect(failed.status).toBe(409)
    expect(await failed.text()).not.toContain('TYPED-7')
  })

  test('somebody new has an address of the association’s form', async () => {
    const made = await post('/admin/membres/nouveau', { firstName: 'Núria', lastName: 'Ferrer', promotion: '2019' })
    expect(made.headers.get('Location')).toBe('/admin/membres/nuria.ferrer19?fait=1')
    expect((await post('/admin/membres/nouveau', { firstName: 'Sans', lastName: ' ' })).status).toBe(422)
  })

  test('ties are written on both pages', async () => {
    expect((await post(recordOf(0), { tie: 'add', handle: people[1]!.handle, kind: 'parent' })).status).toBe(303)
    expect(await get(recordOf(1))).toContain('enfant')
    expect((await post(recordOf(0), { tie: 'add', handle: 'personne.inconnue99', kind: 'parent' })).status).toBe(422)
    expect((await post(recordOf(1), { tie: 'remove', otherId: people[0]!.id })).status).toBe(303)
    expect((await valuesOf(0)).familyTies).toBeNull()
  })
})
