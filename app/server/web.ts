/** The web process: files that never change, then the site; one line of log per request. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type RequestHandler } from 'express'
import { type Entry, makeAnswer } from './answer.ts'
import { routeNamer } from './areas.ts'
import { plainHeaders } from './headers.ts'
import { isTooLarge, NoSuchMethod, readToEnd, requestOf, send } from './http.ts'
import { plainPage } from './plain-page.ts'

export interface WebOptions {
  /** The same object until the sources change. */
  load: () => Promise<ServerBuild>
  mode: 'production' | 'development'
  /** Where `remix vite:build` left the browser's files; development has none. */
  assets?: string
  /** Asked first: Vite's own files in development. */
  before?: RequestHandler
}

/** Files named after their content: a browser that has one never asks again. */
function files(folder: string): RequestHandler {
  const setHeaders = (response: ServerResponse) => {
    for (const [name, value] of Object.entries(plainHeaders(true))) response.setHeader(name, value)
  }
  return express.static(join(folder, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
    setHeaders,
  })
}

/** A method that no browser sends gets no page: the connection ends, with what is left of the body. */
function refuseMethod(response: ServerResponse): void {
  response.statusCode = 405
  response.setHeader('Allow', 'GET, HEAD, POST')
  response.setHeader('Connection', 'close')
  response.end()
}

/** @returns the http server, not yet listening. */
export function makeWeb({ load, mode, assets, before }: WebOptions): Server {
  const app = express()
  app.disable('x-powered-by').disable('etag')
  if (before) app.use(before)
  app.use(compression({ threshold: 1024 }))
  if (assets) app.use('/assets', files(assets))
  let latest: { build: ServerBuild; answer: RequestHandler } | undefined
  app.use(async (incoming, outgoing, next) => {
    const build = await load()
    if (latest?.build !== build) latest = { build, answer: site(build, mode) }
    return latest.answer(incoming, outgoing, next)
  })
  // Longer than proxies keep theirs: the proxy closes first, never in the middle of a request.
  return createServer({ keepAliveTimeout: 75_000, headersTimeout: 80_000, requestTimeout: 300_000 }, app)
}

function site(build: ServerBuild, mode: WebOptions['mode']): RequestHandler {
  const answer = makeAnswer(build, mode)
  const { house } = build.entry.module as unknown as Entry
  const log = house.log()
  const routeOf = routeNamer(build)
  return async (incoming, outgoing) => {
    const started = performance.now()
    const requestId = randomUUID()
    let association: string | undefined
    outgoing.once('close', () => {
      const ms = Math.round((performance.now() - started) * 10) / 10
      const facts = { request: requestId, method: incoming.method, route: routeOf(incoming.path), association, ms }
      log.info({ ...facts, status: outgoing.writableFinished ? outgoing.statusCode : 499 }, 'answered')
    })
    try {
      house.noteForwarded(incoming.headers['x-forwarded-for'] !== undefined)
      const request = requestOf(incoming, outgoing, incoming.originalUrl, house.env().PROXIES)
      const answered = await answer({ request, requestId, isTooLarge: () => isTooLarge(request) })
      association = answered.association
      if (!(await readToEnd(incoming))) outgoing.setHeader('Connection', 'close')
      await send(answered, outgoing)
    } catch (error) {
      if (outgoing.destroyed || outgoing.headersSent) return outgoing.destroy()
      if (error instanceof NoSuchMethod) return refuseMethod(outgoing)
      log.error({ err: error, request: requestId }, 'request failed')
      await send({ response: plainPage({ status: 500, language: 'fr', title: '500', text: '' }) }, outgoing)
    }
  }
}

/** Milliseconds in which a request arrives that was sent before its sender could know that the process stops. */
const UNDER_WAY = 1_000

/** Milliseconds: a turn of the event loop as short as this had nobody at the door. */
const QUIET_TURN = 0.1

/** Milliseconds after which the door is shut though there was no quiet turn. */
const LONG_ENOUGH = 500

/**
 * Acts in a turn in which nobody came: a connection that the system has taken and we have not is cut off when the door
 * shuts, and while pages are drawn there nearly always is one.
 */
function inQuietTurn(act: () => void, since = performance.now()): void {
  const began = performance.now()
  setImmediate(() => {
    const now = performance.now()
    if (now - began < QUIET_TURN || now - since > LONG_ENOUGH) act()
    else inQuietTurn(act, since)
  })
}

/** Takes no more requests, lets those that run finish for so many milliseconds, then closes what is left. */
export function closeWeb(server: Server, atMost: number): Promise<void> {
  return new Promise((done) => inQuietTurn(() => shutDoor(server, atMost, done)))
}

function shutDoor(server: Server, atMost: number, done: () => void): void {
  const last = setTimeout(() => server.closeAllConnections(), atMost)
  let often: NodeJS.Timeout | undefined
  const later = setTimeout(() => {
    often = setInterval(() => server.closeIdleConnections(), 50)
  }, UNDER_WAY)
  // Not the server's own `close`: it ends idle connections at once, also those whose request is still on its way.
  NetServer.prototype.close.call(server, () => {
    for (const timer of [last, later, often]) clearTimeout(timer)
    done()
  })
}
