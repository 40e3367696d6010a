/** « Confidentialité » says which lines tell another, and closes them together without forgetting what was chosen. */
import { beforeAll, expect, test } from 'vitest'
import { choiceCode } from '#app/vocabulary/audiences.ts'
import { type Editor, get, post, row, somebody } from '../../factories/editor.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
const PAGE = '/parametres/confidentialite'
let owner: Editor
let stranger: Editor

beforeAll(async () => {
  await apply('supmeca')
  owner = await somebody({ companySiret: '12345678901234', companyAddress: '3 quai des Tisserands, Nantes' })
  stranger = await somebody()
})

const seen = async () => (await get(stranger, `/profil/${owner.handle}`)).text()
const fieldset = async (field: string) =>
  new RegExp(`<fieldset[^>]*id="${field}"[\\s\\S]*?(?=<fieldset[^>]*id="(?!${field})[a-zA-Z]+"|</form>)`).exec(
    await (await get(owner, PAGE)).text(),
  )?.[0] ?? ''

test('beside the field stands what it tells, and beside what is told what is closed with it', async () => {
  expect(await fieldset('companySiret')).toMatch(/Jamais montré plus loin que.*Entreprise/)
  expect(await fieldset('company')).toMatch(/Si vous limitez cette ligne/)
  expect(await fieldset('bio')).not.toMatch(/Jamais montré plus loin|Si vous limitez/)
})

test('closing the company closes its SIRET and street with it, says so, and opening it brings the choice back', async () => {
  expect(await seen()).toContain('12345678901234')
  await post(owner, PAGE, { 'site-companySiret': 'public', 'site-company': 'friends' })
  const closed = await seen()
  for (const word of ['Chantiers', '12345678901234', 'Tisserands']) expect(closed).not.toContain(word)
  const page = await (await get(owner, PAGE)).text()
  expect(page).toContain('data-capped="site-companySiret"')
  expect(page).toContain('data-capped="site-companyAddress"')
  expect((await row(owner)).siteChoices).toContain(choiceCode('companySiret', 'public'))
  await post(owner, PAGE, { 'site-company': 'network' })
  expect(await seen()).toContain('12345678901234')
  expect(await (await get(owner, PAGE)).text()).not.toContain('data-capped="site-companyAddress"')
})

test('« Qui me voit » names the reason', async () => {
  await post(owner, PAGE, { 'site-company': 'friends' })
  const page = await (await get(owner, `${PAGE}/qui-voit`)).text()
  expect(page).toContain('data-closed="tells"')
  expect(page).toContain('en laisserait deviner une autre')
})
