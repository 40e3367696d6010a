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

/** The script of every page, in one file. */
export async function buildScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: 'app/entry.client.ts', formats: ['iife'], name: 'gallery' },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (!first || !('output' in first)) throw new Error('the script was watched and not built')
  return first.output[0].code
}
