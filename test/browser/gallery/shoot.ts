/** Pictures of the gallery: `node test/browser/gallery/shoot.ts <folder> [page…]`. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'vite'
import { launchBrowser } from '../../setup/browser.ts'
import { buildStyles } from './styles.ts'

const [folder = 'gallery', ...wanted] = process.argv.slice(2)
const looks = (process.env.LOOKS ?? 'yellow-light,red-light,grey-light,yellow-dark,red-dark').split(',')
await mkdir(folder, { recursive: true })
const css = await buildStyles()
const vite = await createServer({ configFile: false, appType: 'custom', server: { middlewareMode: true, hmr: false } })
const { PAGES, renderPage } = await vite.ssrLoadModule('/test/browser/gallery/render.tsx')
const browser = await launchBrowser()
for (const width of [390, 1280]) {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  for (const name of wanted.length ? wanted : Object.keys(PAGES)) {
    for (const look of looks) {
      const [brand, scheme] = look.split('-')
      await page.setContent(await renderPage(name, { brand, scheme, css }), { waitUntil: 'load' })
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(folder, `${name}-${width}-${look}.png`), fullPage: true })
    }
  }
  await page.close()
}
await browser.close()
await vite.close()
