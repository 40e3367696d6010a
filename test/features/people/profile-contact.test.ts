/** Coordinates of one's own record: e-mails, phones, links (I4, I18, E5). */
import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { somebody as anybody, post, row } from '../../factories/editor.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const PASSWORD = 'une phrase assez longue'
let passwordHash = ''

beforeAll(async () => {
  await apply('supmeca')
  passwordHash = await hashPassword(PASSWORD)
})

const somebody = () => anybody({}, passwordHash)

test('phones are stored in one form, links over TLS alone, e-mails in their places', async () => {
  const person = await somebody()
  const email = String((await row(person)).primaryEmail)
  const answer = await post(person, '/parametres/coordonnees?partie=contact', {
    ...{
      personal0: email,
      personal1: 'autre@exemple.fr',
      work0: 'Pro@Exemple.fr',
      preferred: 'work0',
      currentPassword: PASSWORD,
    },
    ...{ mobilePhone: '06 39 98 01 02', homePhone: '+44 20 7946 0958', acceptsContact: 'yes', emailingConsent: 'no' },
    ...{ link0: 'www.linkedin.com/in/alix', link1: 'http://exemple.fr/moi' },
  })
  expect(answer.status).toBe(303)
  expect(await row(person)).toMatchObject({
    ...{ primaryEmail: email, secondaryEmail: 'autre@exemple.fr', workEmail: 'pro@exemple.fr' },
    ...{ mobilePhone: '+33639980102', homePhone: '+442079460958', acceptsContact: true, emailingConsent: false },
    socialLinks: [
      { network: 'linkedin', url: 'https://www.linkedin.com/in/alix' },
      { network: 'site', url: 'https://exemple.fr/moi' },
    ],
  })
})

test.each([
  ['link0', 'javascript:alert(1)'],
  ['link0', 'data:text/html,x'],
  ['link0', 'https://nom:secret@exemple.fr'],
  ['mobilePhone', 'bonjour'],
  ['personal1', 'pas une adresse'],
])('%s refuses %s', async (field, value) => {
  const person = await somebody()
  const personal0 = String((await row(person)).primaryEmail)
  const answer = await post(person, '/parametres/coordonnees?partie=contact', { personal0, [field]: value })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`href="#${field}"`)
})

test('another e-mail asks for the current password, and a wrong one changes nothing (E5)', async () => {
  const person = await somebody()
  const personal0 = String((await row(person)).primaryEmail)
  const change = (currentPassword: string) =>
    post(person, '/parametres/coordonnees?partie=contact', { personal0: 'voleur@exemple.fr', currentPassword })
  for (const wrong of ['', 'pas celui-ci']) {
    const answer = await change(wrong)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('href="#currentPassword"')
    if (wrong) expect(page).not.toContain(wrong)
  }
  expect((await row(person)).primaryEmail).toBe(personal0)
  for (let i = 0; i < 9; i++) await change(`essai ${i}`)
  expect((await change(PASSWORD)).status).toBe(429)
  expect((await row(person)).primaryEmail).toBe(personal0)
})
