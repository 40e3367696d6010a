/**
 * A form sent before the page is alive, while it comes alive or after arrives once and whole: nobody waits for scripts.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accountOf, alive, at, useBrowser, visit } from './visit.ts'

useBrowser()

const { login, password } = accountOf('supmeca', 'member')

/** What was posted to the sign-in page. */
function heard(page: Page): string[] {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(`${new URL(request.url()).pathname} ${request.postData()}`)
  })
  return posts
}

async function signIn(page: Page): Promise<void> {
  await page.locator('main input[name=login]').fill(login)
  await page.locator('main input[name=password]').fill(password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname !== '/connexion')
}

const isAlive = (page: Page) => page.evaluate(() => document.documentElement.dataset.scripts === 'ready')

function expectOnce(posts: readonly string[]): void {
  expect(posts).toHaveLength(1)
  const sent = new URLSearchParams(posts[0]!.split(' ')[1])
  expect([sent.get('login'), sent.get('password')]).toEqual([login, password])
  expect(posts[0]).toMatch(/^\/connexion /)
}

test('before any script has come', async () => {
  await visit({}, async ({ page, complaints }) => {
    let cut = true
    await page.route('**/assets/*.js', (route) => (cut ? route.abort() : route.continue()))
    const posts = heard(page)
    await page.goto(at('supmeca', '/connexion'), { waitUntil: 'load' })
    expect(await isAlive(page)).toBe(false)
    cut = false
    // The scripts that were cut off are what the browser complains of so far.
    complaints.length = 0
    await signIn(page)
    expectOnce(posts)
    expect(complaints).toEqual([])
  })
})

test('what was typed before stays when the page comes alive, and goes with the form', async () => {
  await visit({}, async ({ page, complaints }) => {
    const held: (() => void)[] = []
    await page.route(
      '**/assets/entry.client-*.js',
      (route) => new Promise((go) => held.push(() => go(route.continue()))),
      { times: 1 },
    )
    const posts = heard(page)
    await page.goto(at('supmeca', '/connexion'), { waitUntil: 'commit' })
    await page.locator('main input[name=login]').fill('tapé trop tôt')
    expect(await isAlive(page)).toBe(false)
    await expect.poll(() => held.length).toBe(1)
    held[0]!()
    await alive(page)
    expect(await page.locator('main input[name=login]').inputValue()).toBe('tapé trop tôt')
    await signIn(page)
    expectOnce(posts)
    expect(complaints).toEqual([])
  })
})

test('once it is alive', async () => {
  await visit({}, async ({ page, complaints }) => {
    const posts = heard(page)
    await page.goto(at('supmeca', '/connexion'), { waitUntil: 'networkidle' })
    await alive(page)
    await signIn(page)
    expectOnce(posts)
    expect(complaints).toEqual([])
  })
})
