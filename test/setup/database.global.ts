/** Once per run of database tests: a server, a migrated database to copy, and the built site. */
import type { TestProject } from 'vitest/node'
import { buildForTests } from '#app/cli/build-site.ts'
import { createDatabase, migrate } from '#app/cli/database.ts'
import { startScratchServer } from './scratch-server.ts'

export const TEMPLATE = 'template_alumni'

declare module 'vitest' {
  interface ProvidedContext {
    /** `{user}` and `{database}` stand for themselves. */
    databaseUrl: string
    buildDirectory: string
  }
}

export default async function setUp({ provide }: TestProject) {
  const { server, end } = await startScratchServer()
  try {
    await createDatabase(server, TEMPLATE)
    await migrate(server.url('owner', TEMPLATE))
    // The engine's pool keeps its connections a while, and a database in use cannot be copied.
    await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${TEMPLATE}'`)
    const owner = new URL(server.url('owner', 'postgres'))
    provide('databaseUrl', `postgresql://{user}:${owner.password}@${owner.host}/{database}`)
    provide('buildDirectory', buildForTests())
  } catch (error) {
    await end()
    throw error
  }
  return end
}
