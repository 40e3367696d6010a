import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'

/** The style sheet as it is built for production, the fonts written into it. */
export async function buildStyles(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'gallery-'))
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [tailwindcss()],
      build: {
        outDir,
        emptyOutDir: true,
        assetsInlineLimit: 1_000_000,
        rollupOptions: { input: join(import.meta.dirname, 'gallery.css') },
      },
    })
    const assets = join(outDir, 'assets')
    const sheets = (await readdir(assets)).filter((name) => name.endsWith('.css'))
    return (await Promise.all(sheets.map((name) => readFile(join(assets, name), 'utf8')))).join('\n')
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}
