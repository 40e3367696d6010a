/** A web process that stops: requests under way are answered, connections that are only kept hold it up briefly. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { closeWeb } from '#app/server/web.ts'

async function site(): Promise<{ server: Server; open: () => Promise<Socket> }> {
  const server = createServer((_, answer) => answer.end('here'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // As a browser or a proxy keeps one: a request was answered on it already.
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    await once(socket, 'data')
    return socket
  }
  return { server, open }
}

test('a request that arrives just after the stop, on a connection kept from before, is answered', async () => {
  const { server, open } = await site()
  const socket = await open()
  const closed = closeWeb(server, 5_000)
  await pause(150)
  socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part as Buffer)
  expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1\.1 200 .*here$/s)
  await closed
})

test('a connection that is only kept is closed soon, and a new one is refused', async () => {
  const { server, open } = await site()
  const { port } = server.address() as AddressInfo
  const kept = await open()
  const began = performance.now()
  const closed = closeWeb(server, 30_000)
  await expect.poll(() => server.listening, { interval: 5 }).toBe(false)
  const refused = connect(port, '127.0.0.1')
  await expect(once(refused, 'connect')).rejects.toThrow('ECONNREFUSED')
  await closed
  expect(performance.now() - began).toBeLessThan(10_000)
  kept.destroy()
})
