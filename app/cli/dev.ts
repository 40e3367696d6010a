/**
 * `npm run dev`: the site with hot reload, on the demo's embedded database. The worker runs beside it when built (`npm
 * run demo`).
 */

import type { ServerBuild } from '@remix-run/node'
import { createServer, type ViteDevServer } from 'vite'
import { given, setEnvironment } from '#app/context/env.ts'
import type { Entry } from '#app/server/answer.ts'
import { closeWeb, makeWeb } from '#app/server/web.ts'
import { prepareEmbedded } from './database.ts'
import { startDoubles } from './start-doubles.ts'
import { stopLater, untilStopped } from './until-stopped.ts'

async function viteServer(): Promise<ViteDevServer> {
  return createServer({ configFile: 'remix.config.js', server: { middlewareMode: true, hmr: { port: 0 } } })
}

untilStopped(async () => {
  const { variables } = await prepareEmbedded((server) => stopLater(() => server.stop()))
  setEnvironment({ ...variables, NODE_ENV: 'development', DEMO: '1', PORT: given('PORT') ?? '3000' })
  const { seedDemo } = await import('../../prisma/seed.ts')
  await seedDemo({ appUrl: variables.DATABASE_URL!, platformUrl: variables.DATABASE_PLATFORM_URL!, reset: false })
  const doubles = await startDoubles({ ...variables, DEMO: '1', PORT: given('PORT') ?? '3000' })
  stopLater(() => void doubles.child.kill())
  setEnvironment(doubles.variables)
  const vite = await viteServer()
  const load = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
  const { house } = (await load()).entry.module as unknown as Entry
  const { DATABASE_URL, PORT } = house.env()
  house.openDatabase({ appUrl: DATABASE_URL })
  stopLater(() => house.closeDatabase())
  const server = makeWeb({ load, mode: 'development', before: vite.middlewares })
  stopLater(() => closeWeb(server, 1000))
  server.listen(PORT, () => console.log(`http://localhost:${PORT}/`))
})
