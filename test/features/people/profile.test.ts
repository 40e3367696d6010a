/** The page of one person, for every kind of viewer, over HTTP (S6, S10, P4, I6, rules.md "Answers"). */
import { beforeAll, expect, test } from 'vitest'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { befriend, organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const CANARY = 'zq'
/** A value of its own for each field, so that one word in a page says which field leaked. */
const VALUES = {
  civility: 'Mme',
  firstName: 'Céline',
  lastName: 'Morvan',
  diplomaName: `Lebrun${CANARY}`,
  birthDate: '1975-11-22',
  birthPlace: `Brest${CANARY}`,
  status: 'en activité',
  primaryEmail: `celine${CANARY}@exemple.fr`,
  mobilePhone: '+33639980102',
  promotion: 1998,
  diploma: `Ingénieur${CANARY}`,
  studentNumber: `0012${CANARY}`,
  homeAddress: `12 quai${CANARY}`,
  homeCity: `Nantes${CANARY}`,
  company: `Ponant${CANARY}`,
  jobTitle: `Directrice${CANARY}`,
  jobStart: '2019-03-01',
  skills: ['C++', `Voile${CANARY}`],
  workHistory: [{ company: `Chantiers${CANARY}`, jobTitle: 'Cheffe de projet', from: '2007-01-01', to: '2019-02-28' }],
  socialLinks: [
    { network: 'linkedin', url: `https://www.linkedin.com/in/celine${CANARY}` },
    { network: 'site', url: 'javascript:alert(1)' },
  ],
  bio: `<script>alert("${CANARY}")</script>`,
  remarks: `NPAI${CANARY}`,
  acceptsContact: true,
}

const seats: Record<string, Record<string, Seat>> = {}
const people: Record<string, Record<string, { id: string; handle: string }>> = {}

async function fill(slug: string) {
  const [celine, hidden, viewer, friend, payer] = await addPeople(slug, [
    { values: VALUES, siteChoices: { homeCity: 'friends' }, consents: { school: true, recruiters: true } },
    { values: { firstName: 'Hugues', lastName: 'Cachezq', promotion: 1990 }, siteChoices: { lastName: 'nobody' } },
    { values: { firstName: 'Vera', lastName: 'Regard', promotion: 2001 } },
    { values: { firstName: 'Fanny', lastName: 'Amie', promotion: 2002 } },
    { values: { firstName: 'Paul', lastName: 'Cotisant', promotion: 2003 } },
  ])
  people[slug] = { celine: celine!, hidden: hidden!, viewer: viewer!, friend: friend!, payer: payer! }
  seats[slug] = {
    member: await personSeat(slug, viewer!.id),
    adherent: await personSeat(slug, payer!.id, { paidUp: true }),
    friend: await personSeat(slug, friend!.id, { paidUp: true }),
    own: await personSeat(slug, celine!.id),
    recruiter: await organisationSeat(slug, 'company'),
    poster: await organisationSeat(slug, 'company', { open: false }),
    school: await organisationSeat(slug, 'school'),
    manager: await staffSeat(slug, 'manager'),
    admin: await staffSeat(slug, 'admin'),
  }
  await befriend(slug, celine!.id, friend!.id)
}

beforeAll(async () => {
  await apply('isep', 'supmeca', 'insa', 'insa-lyon')
  for (const slug of ['isep', 'supmeca', 'insa-lyon']) await fill(slug)
})

function open(slug: string, viewer: string, who = 'celine', query = ''): Promise<Response> {
  const path = `/profil/${people[slug]?.[who]?.handle ?? who}${query}`
  return request(`${slug}.localhost`, path, { cookie: seats[slug]?.[viewer]?.cookie })
}

/** The fields of the person that a page shows. */
function fieldsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/data-field="(\w+)"/g)].map((match) => match[1]!))
}

const STAFF_ONLY: FieldId[] = ['studentNumber', 'remarks']

test.each([
  // The town is kept for friends, so the address, which tells it, is too.
  ['supmeca', 'member', ['homeCity', 'homeAddress', 'birthDate', ...STAFF_ONLY], ['primaryEmail', 'jobTitle', 'bio']],
  ['supmeca', 'friend', STAFF_ONLY, ['homeCity', 'birthDate', 'primaryEmail']],
  ['supmeca', 'manager', [], ['homeCity', 'birthDate', 'studentNumber', 'remarks', 'primaryEmail']],
  ['supmeca', 'admin', [], ['homeCity', 'birthDate', 'studentNumber', 'remarks', 'primaryEmail']],
  ['supmeca', 'own', [], ['homeCity', 'birthDate', 'studentNumber', 'remarks', 'primaryEmail']],
  [
    'isep',
    'adherent',
    ['primaryEmail', 'remarks', 'birthDate', 'status', 'homeCity'],
    ['mobilePhone', 'company', 'bio'],
  ],
  ['isep', 'recruiter', ['primaryEmail', 'remarks', 'birthDate', 'homeCity'], ['mobilePhone', 'company']],
  ['isep', 'school', ['primaryEmail', 'remarks', 'status', 'homeCity'], ['mobilePhone', 'company']],
  ['isep', 'own', [], ['primaryEmail', 'remarks', 'birthDate', 'studentNumber', 'homeCity']],
  ['insa-lyon', 'member', ['primaryEmail', 'homeCity', 'company', 'bio'], ['lastName', 'promotion', 'diploma']],
  ['insa-lyon', 'adherent', ['homeCity', 'birthDate', ...STAFF_ONLY], ['primaryEmail', 'company', 'bio']],
] as const)('%s: %s does not see %s, and sees %s', async (slug, viewer, absent, present) => {
  const response = await open(slug, viewer)
  expect(response.status).toBe(200)
  const html = await response.text()
  const shown = fieldsIn(html)
  expect(html).toContain(`data-person="${people[slug]!.celine!.handle}"`)
  expect(absent.filter((field) => shown.has(field))).toEqual([])
  expect(present.filter((field) => !shown.has(field))).toEqual([])
  // Not in the page's data either: no value of a field that is not shown.
  for (const field of absent) {
    const value = (VALUES as Record<string, unknown>)[field]
    if (typeof value === 'string' && value.endsWith(CANARY)) expect(html).not.toContain(value)
  }
})

test('a formatted value says its JSON value', async () => {
  const html = await (await open('supmeca', 'friend')).text()
  expect(html).toContain('data-field="promotion" data-value="1998"')
  expect(html).toMatch(/data-field="mobilePhone" data-value="&quot;\+33639980102&quot;"/)
  expect(html).toContain('href="tel:+33639980102"')
  expect(html).toMatch(/data-field="jobStart" data-value="&quot;2019-03-01&quot;"/)
  expect(html).toContain('mars 2019')
  expect(html).toContain(`mailto:celine${CANARY}@exemple.fr`)
})

test('what people write is text, and only addresses of the web are linked', async () => {
  const html = await (await open('supmeca', 'friend')).text()
  expect(html).not.toContain(`<script>alert("${CANARY}")`)
  expect(html).toContain('&lt;script&gt;')
  const shown = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  expect(shown).toContain(`https://www.linkedin.com/in/celine${CANARY}`)
  expect(shown).not.toMatch(/href="javascript:/)
})

test('a visitor reads what is public where the association shows profiles', async () => {
  const response = await request('insa-lyon.localhost', `/profil/${people['insa-lyon']!.celine!.handle}`)
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(fieldsIn(html)).toEqual(new Set(['firstName', 'lastName', 'promotion', 'diploma']))
  expect(response.headers.get('Cache-Control')).toBe('no-store')
})

test('a visitor is sent to sign in where nothing is public, whoever is asked for', async () => {
  for (const who of ['celine', 'hidden', 'nobody.at.all']) {
    const response = await open('isep', 'visitor', who)
    expect(response.status).toBe(302)
    const path = `/profil/${people.isep![who]?.handle ?? who}`
    expect(response.headers.get('Location')).toBe(`/connexion?redirectTo=${encodeURIComponent(path)}`)
  }
})

test.each(['member', 'poster'])(
  'isep: %s reads nobody, is told what would open it, and cannot tell who exists',
  async (viewer) => {
    const answers = await Promise.all(['celine', 'hidden', 'nobody.at.all'].map((who) => open('isep', viewer, who)))
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    const text = await answers[0]!.text()
    expect(text).toContain(viewer === 'member' ? 'cotisation' : 'accès à l’annuaire')
  },
)

test('hidden and absent are one answer', async () => {
  const pages = await Promise.all(['hidden', 'nobody.at.all'].map((who) => open('supmeca', 'member', who)))
  expect(pages.map(({ status }) => status)).toEqual([404, 404])
  const [hidden, absent] = await Promise.all(pages.map(textWithoutNonce))
  const handle = people.supmeca!.hidden!.handle
  expect(hidden!.replaceAll(handle, 'x')).toBe(absent!.replaceAll('nobody.at.all', 'x'))
  for (const odd of ['%00', '..%2f..', 'a'.repeat(500), 'insa-lyon~x', encodeURIComponent("'; DROP TABLE person; --")])
    expect((await open('supmeca', 'member', odd)).status, odd).toBe(404)
})

test('where dues would open more, the page says so, and only there', async () => {
  expect(await (await open('insa-lyon', 'member')).text()).toContain('La cotisation ouvre le reste')
  expect(await (await open('insa-lyon', 'adherent')).text()).not.toContain('La cotisation ouvre le reste')
})

test('the person sees beside each field who sees it', async () => {
  const html = await (await open('supmeca', 'own')).text()
  const audienceOf = (field: string) => new RegExp(`data-audience-of="${field}" data-audience="(\\w+)"`).exec(html)?.[1]
  expect(audienceOf('homeCity')).toBe('friends')
  expect(audienceOf('primaryEmail')).toBe('network')
  expect(audienceOf('studentNumber')).toBe('nobody')
  expect(html).toContain('/parametres/confidentialite?champ=homeCity#homeCity')
  expect(await (await open('supmeca', 'friend')).text()).not.toContain('data-audience')
})

test.each([
  ['public', 'insa-lyon', 'visitor'],
  ['recruteurs', 'insa-lyon', 'recruiter'],
  ['reseau', 'insa-lyon', 'adherent'],
  ['amis', 'insa-lyon', 'friend'],
  ['recruteurs', 'isep', 'recruiter'],
  ['reseau', 'isep', 'adherent'],
])('« ce que voient » %s at %s is what %s sees', async (eyes, slug, viewer) => {
  // What the viewer may do about the person is no part of what they see.
  const article = (html: string) =>
    /<article[\s\S]*<\/article>/.exec(html)?.[0].replace(/<nav data-steps[\s\S]*?<\/nav>/, '')
  const preview = await (await open(slug, 'own', 'celine', `?vu-par=${eyes}`)).text()
  expect(preview).not.toContain('data-steps')
  const seen = article(preview)
  expect(seen).toBeDefined()
  expect(seen).toBe(article(await (await open(slug, viewer)).text()))
})

test('one bar has what is done about a person; what is seldom done is folded, and needs no script', async () => {
  const handle = people.isep!.celine!.handle
  const bar = /<nav data-steps[\s\S]*?<\/nav>/.exec(await (await open('isep', 'adherent')).text())![0]
  const folded = /<details[\s\S]*<\/details>/.exec(bar)![0]
  for (const to of [`/profil/${handle}/signaler`, `/profil/${handle}/contact#bloquer`])
    expect(folded).toContain(`href="${to}"`)
  expect(bar.replace(folded, '')).toContain(`href="/profil/${handle}/contact"`)
  expect(await (await open('isep', 'own')).text()).not.toContain('data-steps')
})

test('a preview is the owner’s alone: for others the address changes nothing', async () => {
  const plain = await textWithoutNonce(await open('supmeca', 'member'))
  const asked = await textWithoutNonce(await open('supmeca', 'member', 'celine', '?vu-par=amis'))
  expect(fieldsIn(asked)).toEqual(fieldsIn(plain))
  expect(asked).not.toContain('data-preview')
})

test('a preview for eyes that see nobody says so', async () => {
  const response = await open('isep', 'own', 'celine', '?vu-par=public')
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain('ne voient pas votre fiche')
  expect(fieldsIn(html)).toEqual(new Set())
})

test('the date of the last change is told from visible values alone', async () => {
  const [person] = await addPeople('supmeca', [
    {
      values: { firstName: 'Dora', lastName: 'Datée', promotion: 1999, bio: 'x', hobbies: 'y' },
      siteChoices: { hobbies: 'nobody' },
      provenance: {
        bio: { from: 'person', at: '2025-04-05T00:00:00Z' },
        hobbies: { from: 'person', at: '2026-09-09T00:00:00Z' },
      },
    },
  ])
  const page = (viewer: string) =>
    request('supmeca.localhost', `/profil/${person!.handle}`, { cookie: seats.supmeca![viewer]!.cookie })
  expect(await (await page('member')).text()).toContain('Mis à jour en avril 2025')
  expect(await (await page('admin')).text()).toContain('Mis à jour en septembre 2026')
})
