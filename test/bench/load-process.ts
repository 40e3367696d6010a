/**
 * A load generator of few parts: so many connections that are kept, each asking for the next path once its answer is
 * whole. A process of its own, told what to do by its parent; answers with what it counted.
 */
import { Agent, request } from 'node:http'
import type { Load, Loaded } from './load.ts'

function once(agent: Agent, load: Load, path: string): Promise<{ bytes: number; status: number }> {
  const headers = {
    Host: `${load.host}:${load.port}`,
    ...(load.cookie ? { Cookie: load.cookie } : {}),
    ...(load.gzip ? { 'Accept-Encoding': 'gzip' } : {}),
  }
  return new Promise((done, fail) => {
    const asked = request({ agent, host: '127.0.0.1', port: load.port, path, headers }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
      })
      answer.on('end', () => done({ bytes, status: answer.statusCode! }))
    })
    asked.once('error', fail).end()
  })
}

async function run(load: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const times: number[] = []
  const loaded = { pages: 0, bytes: 0, failures: 0 }
  const started = performance.now()
  const end = started + load.seconds * 1000
  let next = 0
  const goOn = () => performance.now() < end && (load.most === undefined || next < load.most)
  const visitor = async () => {
    while (goOn()) {
      const path = load.paths[next++ % load.paths.length]!
      const at = performance.now()
      const { bytes, status } = await once(agent, load, path)
      times.push(performance.now() - at)
      loaded.pages++
      loaded.bytes += bytes
      if (status !== 200) loaded.failures++
    }
  }
  await Promise.all(Array.from({ length: load.connections }, visitor))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * times.length)] ?? Number.NaN
  return { ...loaded, seconds, perSecond: loaded.pages / seconds, median: at(0.5), p95: at(0.95) }
}

process.on('message', (load: Load) => {
  run(load).then(
    (loaded) => process.send!({ loaded }),
    (error: Error) => process.send!({ failed: error.message }),
  )
})
process.send!('ready')
