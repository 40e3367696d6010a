/** The real site behind a port of its own, in this process: for what only a socket shows. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { inject } from 'vitest'
import { makeWeb } from '#app/server/web.ts'

/** @returns the port, and how to close it */
export async function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  const folder = resolve(inject('buildDirectory'))
  const build = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server', 'index.js')).href)) as ServerBuild
  const server = makeWeb({ load: async () => build, assets: join(folder, 'client'), mode: 'production' })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { port: (server.address() as AddressInfo).port, close }
}
