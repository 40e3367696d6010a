/** Messages as people meet them: a stranger asks, the other answers, both read on; with and without JavaScript. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountOf, alive, at, DESK, PHONE, signIn, useBrowser, visit } from './visit.ts'

useBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, and whether the page scrolls sideways. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    const { violations } = await tool.run()
    const wide = document.documentElement.scrollWidth > window.innerWidth
    return [...violations.map(({ id }) => id), ...(wide ? ['scrolls sideways'] : [])]
  })
}

const TOURS = [
  ['supmeca', 'on a phone without JavaScript', { viewport: PHONE, javaScriptEnabled: false }],
  ['insa-lyon', 'at a desk', { viewport: DESK, javaScriptEnabled: true }],
] as const

test.each(TOURS)('%s, %s: a school asks, the person answers, both read on', async (slug, _, options) => {
  const { handle } = accountOf(slug, 'member')
  await visit(options, async ({ page, complaints }) => {
    await signIn(page, slug, 'school')
    await page.goto(at(slug, `/profil/${handle}`))
    await page.getByRole('link', { name: 'Écrire', exact: true }).click()
    await page.getByLabel(/message à/).fill('Bonjour, viendriez-vous parler de votre métier ?')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByText('Bonjour, viendriez-vous parler').waitFor()
    await page.getByText(/après la réponse/).waitFor()
    const thread = new URL(page.url()).pathname

    await visit(options, async ({ page: theirs }) => {
      await signIn(theirs, slug, 'member')
      await theirs.goto(at(slug, '/messagerie/demandes'))
      await theirs.locator(`[data-conversation] a[href="${thread}"]`).click()
      await theirs.getByText('Bonjour, viendriez-vous parler').waitFor()
      await theirs.getByLabel(/message à/).fill('Pourquoi pas')
      await theirs.getByRole('button', { name: 'Envoyer' }).click()
      await theirs.getByText('Pourquoi pas').waitFor()
      await theirs.goto(at(slug, '/messagerie'))
      await theirs.locator(`[data-conversation] a[href="${thread}"]`).waitFor()
    })

    // With scripts it is there already, on the page left open; without, the list tells of it.
    const isLive = options.javaScriptEnabled !== false
    if (isLive) await page.locator('.messages').getByText('Pourquoi pas').waitFor()
    await page.goto(at(slug, '/messagerie'))
    await page.locator(`[data-state="${isLive ? 'read' : 'unread'}"] a[href="${thread}"]`).click()
    await page.locator('.messages').getByText('Pourquoi pas').waitFor()
    await page.goto(at(slug, '/messagerie'))
    await page.locator(`[data-state="read"] a[href="${thread}"]`).waitFor()
    expect(complaints).toEqual([])
  })
})

test.each([
  ['isep', { viewport: PHONE }],
  ['sepro', { viewport: DESK }],
] as const)('%s: the pages of messages have no fault that axe sees', async (slug, options) => {
  await visit(options, async ({ page, complaints }) => {
    await signIn(page, slug, 'adherent')
    for (const path of ['/messagerie', '/messagerie/demandes', '/messagerie?archives=1', '/parametres/abonnements']) {
      await page.goto(at(slug, path))
      expect(await faults(page), path).toEqual([])
    }
    await page.goto(at(slug, '/messagerie'))
    await page.locator('.rows .row-link').first().click()
    await page.locator('.messages li').first().waitFor()
    expect(await faults(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

test.each([
  ['sud-ouest', 'on a phone without JavaScript', { viewport: PHONE, javaScriptEnabled: false }],
  ['suisse', 'at a desk', { viewport: DESK, javaScriptEnabled: true }],
] as const)('a group, %s, %s: joined, an article written, somebody named in it', async (group, _, options) => {
  const isLive = options.javaScriptEnabled !== false
  const { handle } = accountOf('supmeca', 'adherent')
  const here = `/groupes/${group}`
  const take = async (page: Page, step: string) => {
    await page.goto(at('supmeca', here))
    const button = page.getByRole('button', { name: step, exact: true })
    if (await button.isVisible()) await button.click()
    await page.getByRole('button', { name: step, exact: true }).waitFor({ state: 'detached' })
  }
  await visit({ ...options, javaScriptEnabled: false }, async ({ page }) => {
    await signIn(page, 'supmeca', 'adherent')
    await take(page, 'Rejoindre le groupe')
  })
  await visit(options, async ({ page, complaints }) => {
    await signIn(page, 'supmeca', 'member')
    await take(page, 'Rejoindre le groupe')
    await page.goto(at('supmeca', `/profil/${handle}`))
    const name = (await page.locator('main h1').innerText()).trim()
    await page.goto(at('supmeca', `${here}/articles/nouveau`))
    if (isLive) expect(await faults(page)).toEqual([])
    await page.getByLabel('Titre').fill(`Rencontre ${group}`)
    const text = page.getByLabel('Texte', { exact: true })
    if (isLive) {
      await alive(page)
      await text.pressSequentially(`Avec @${name.split(' ')[0]!.slice(0, 6)}`)
      await page.locator(`[role=option][data-person="${handle}"]`).click()
      expect(await text.inputValue()).toBe(`Avec @${handle} `)
      await text.pressSequentially('jeudi')
    } else await text.fill(`Avec @${name}, jeudi`)
    await page.getByRole('button', { name: 'Publier', exact: true }).click()
    await page.locator(`article [data-person="${handle}"]`, { hasText: `@${name}` }).waitFor()
    await take(page, 'Quitter le groupe')
    expect(complaints).toEqual([])
  })
})
