/** The pages of rules say what the site does (look.md, "Rules matrix"), over HTTP. */
import { beforeAll, expect, test } from 'vitest'
import { translatorFor } from '#app/i18n/translator.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
const config = tenantFile('isep')
const t = translatorFor('fr', config)
let manager: Seat
const seats: Record<string, Seat> = {}
let handle = ''

beforeAll(async () => {
  await apply('isep')
  const [person, member, payer] = await addPeople('isep', [
    {
      values: {
        firstName: 'Céline',
        lastName: 'Morvan',
        promotion: 1998,
        primaryEmail: 'c@exemple.fr',
        mobilePhone: '+33639980102',
        company: 'Ponant',
        homeCity: 'Nantes',
        bio: 'Bonjour',
        studentNumber: '0012',
      },
      siteChoices: { homeCity: 'friends', company: 'network' },
      consents: { recruiters: true },
    },
    { values: { firstName: 'Vera', lastName: 'Regard', promotion: 2001 } },
    { values: { firstName: 'Paul', lastName: 'Cotisant', promotion: 2003 } },
  ])
  handle = person!.handle
  manager = await staffSeat('isep', 'manager')
  seats.member = await personSeat('isep', member!.id)
  seats.adherent = await personSeat('isep', payer!.id, { paidUp: true })
  seats.recruiter = await organisationSeat('isep', 'company')
  seats.school = await organisationSeat('isep', 'school')
})

const get = async (path: string, seat = manager) => (await request(HOST, path, { cookie: seat.cookie })).text()

/** The rows of a table of the page: heading → text of the cells. */
function rowsOf(html: string, id: string): Map<string, string[]> {
  const body = html.split(`id="${id}"`)[1]!.split('<tbody>')[1]!.split('</tbody>')[0]!
  const text = (part: string) =>
    part
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#x27;', "'")
      .replace(/\s+/g, ' ')
      .trim()
  return new Map(
    body
      .split('<tr')
      .slice(1)
      .map((row) => {
        const [head, ...cells] = row
          .split(/<t[hd](?=[ >])/)
          .slice(1)
          .map((cell) => text(`<td${cell}`))
        return [head!, cells]
      }),
  )
}

/** Roles without a column. */
const hidden = (html: string) => (/data-never="([^"]*)"/.exec(html)?.[1] ?? '').split(' ').filter(Boolean)

test('the matrix has a line for every field but the secret one, and a column for every role that sees something', async () => {
  const html = await get('/admin/regles')
  const rows = rowsOf(html, 'matrice')
  expect([...rows.keys()]).toEqual(
    FIELD_IDS.filter((field) => field !== 'iesfCode').map((field) => t(`fields.${field}`)),
  )
  const never = hidden(html)
  for (const cells of rows.values()) expect(cells).toHaveLength(rolesOf(config).length - never.length)
  // Roles that see none of it are a line of names, each of which leads to its own table.
  expect(never.length).toBeGreaterThan(0)
  for (const role of never) {
    const own = rowsOf(await get(`/admin/regles?role=${role}`), 'que-voit')
    expect(new Set([...own.values()].map(([cell]) => cell))).toEqual(new Set([t('admin:rules.cells.never')]))
  }
  expect(html).not.toContain(t('fields.iesfCode'))
})

test('« que voit le rôle » and « qui voit le champ » are the matrix’s own lines and columns', async () => {
  const html = await get('/admin/regles')
  const matrix = rowsOf(html, 'matrice')
  const school = rowsOf(await get('/admin/regles?role=school'), 'que-voit')
  const roles = Object.keys(config.roles)
  const order = ['visitor', 'member', 'adherent', 'recruiter', 'poster', 'school', 'manager', 'admin'].filter((role) =>
    roles.includes(role),
  )
  const shown = order.filter((role) => !hidden(html).includes(role))
  for (const [field, cells] of matrix) expect(school.get(field)![0]).toBe(cells[shown.indexOf('school')])
  const mobile = rowsOf(await get('/admin/regles?champ=mobilePhone'), 'qui-voit')
  const columns = [...mobile.values()].map(([cell]) => cell).filter((_, i) => !hidden(html).includes(order[i]!))
  expect(columns).toEqual(matrix.get(t('fields.mobilePhone')))
})

test('what the sources say of some fields is what the table says', async () => {
  const html = await get('/admin/regles')
  const [rows, never] = [rowsOf(html, 'matrice'), hidden(html)]
  const shown = rolesOf(config).filter((role) => !never.includes(role))
  const said = (field: FieldId, role: string) =>
    never.includes(role) ? 'Jamais' : rows.get(t(`fields.${field}`))![shown.indexOf(role)]!
  for (const role of ['visitor', 'member', 'adherent', 'poster', 'school'])
    expect(said('primaryEmail', role), role).toMatch(/^Jamais/)
  expect(said('primaryEmail', 'manager')).toContain('Toujours')
  expect(said('status', 'adherent')).toContain('selon la situation')
  expect(said('mobilePhone', 'recruiter')).toContain('avec son accord')
})

test.each(['member', 'adherent', 'recruiter', 'school'])(
  'the question about a person and the role %s agrees with their page',
  async (role) => {
    const html = await get(
      `/admin/regles/question?role=${role}&personne=${handle}${role === 'recruiter' ? '&acces=on' : ''}`,
    )
    const answer = rowsOf(html, 'reponse')
    const page = await request(HOST, `/profil/${handle}`, { cookie: seats[role]!.cookie })
    const shown = [...(await page.text()).matchAll(/data-field="(\w+)"/g)].map((match) => match[1]!)
    for (const field of new Set(shown)) expect([field, answer.get(t(`fields.${field}`))?.[0]]).toEqual([field, 'Voit'])
    for (const field of ['firstName', 'mobilePhone', 'company', 'homeCity', 'bio', 'primaryEmail'])
      if (!shown.includes(field)) expect([field, answer.get(t(`fields.${field}`))?.[0]]).toEqual([field, 'Ne voit pas'])
    expect(html.includes('ne voit pas cette personne du tout')).toBe(page.status !== 200)
  },
)

test('names the key that closed a field', async () => {
  const answer = rowsOf(await get(`/admin/regles/question?role=adherent&personne=${handle}`), 'reponse')
  expect(answer.get(t('fields.primaryEmail'))![1]).toContain('1re clé')
  expect(answer.get(t('fields.homeCity'))![1]).toContain('2e clé')
  const print = rowsOf(await get(`/admin/regles/question?role=adherent&personne=${handle}&support=print`), 'reponse')
  expect([...print.values()].every(([verdict]) => verdict === 'Ne voit pas')).toBe(true)
  expect(await get('/admin/regles/question?personne=personne.inconnue&role=adherent')).toContain(
    'Aucune fiche n’a cette adresse',
  )
})

test('each version keeps its author and says in words what it changed', async () => {
  expect(await get('/admin/versions')).toContain('Première version')
  const changed = tenantFile('isep')
  changed.roles.school = {
    ...changed.roles.school!,
    sees: changed.roles.school!.sees.map((grant) => ({ ...grant, except: [...grant.except, 'mobilePhone'] })),
  }
  await apply(changed)
  await new Promise((done) => setTimeout(done, 1_100))
  const html = (await get('/admin/versions')).replaceAll(/[\u00a0\u202f]/g, ' ')
  expect(html).toContain('Version 2')
  expect(html).toContain('école ne voit plus Téléphone portable')
})
