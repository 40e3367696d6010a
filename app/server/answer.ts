/**
 * From a Request to a Response: the whole site without a socket. The http process and the tests both call this, so what
 * a test sees is what a browser gets.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { areasOf } from './areas.ts'
import { demoPage } from './demo.ts'
import { withFormsOnce } from './forms-once.ts'
import { comesFromItself, hasOddPort, isDemoPath, isReadable } from './gate.ts'
import { guarded } from './guard.ts'
import { dress } from './headers.ts'
import { plainPage } from './plain-page.ts'

/** The build's own modules (entry.server.tsx). */
export type Entry = typeof import('#app/entry.server.tsx')
export type House = Entry['house']

export interface Answer {
  /** Without a body where there is `text`. */
  response: Response
  /** The page. */
  text?: string
  /** For the log. */
  association?: string
  /** A page of the demo's doubles, which says itself what it may load. */
  ownPolicy?: boolean
}

export interface Ask {
  /** At its own host's address, as `addressOf` gives it. */
  request: Request
  requestId: string
  /** Whether the body is longer than its path may take; asked before it is read and after. */
  isTooLarge?: () => boolean
}

/**
 * @param build what `remix vite:build` made, or Vite's own in development
 * @param mode `production` hides what errors say
 */
export function makeAnswer(build: ServerBuild, mode: 'production' | 'development') {
  const { house, pages } = build.entry.module as unknown as Entry
  const handle = handlerOf(
    withTrouble(withFormsOnce(build, { members: house.onlyOnce, operators: house.operatorOnce }), house),
    mode,
  )
  return async ({ request, requestId, isTooLarge = () => false }: Ask): Promise<Answer> => {
    const draw = async () => {
      const response = await handle(judged(request), { requestId, isTooLarge })
      return { response, text: pages.get(response) }
    }
    const answer = await decide(house, request, draw).catch((error: unknown): Answer => {
      // What fails before a page can say so itself: the database is away.
      if (!request.signal.aborted) house.log().error({ err: error, request: requestId }, 'request failed')
      const refusal = house.storeRefusal(error)
      const status = refusal?.status ?? 500
      return {
        response: told(house, request, status, { key: `${status}.text`, again: refusal?.headers.get('Retry-After') }),
      }
    })
    // Pages say so themselves (guard.ts); this is for what is no page.
    if (isTooLarge() && answer.response.status < 400) {
      answer.response = told(house, request, 413, { key: '413.text' })
      answer.text = undefined
    }
    const hostname = house.hostOf(request)
    dress(answer.response.headers, {
      local: hostname === '' || /(^|\.)localhost$/.test(hostname),
      strict: mode === 'production' && !answer.ownPolicy,
    })
    answer.response.headers.set('X-Request-Id', requestId)
    return answer
  }
}

/**
 * Takes the Origin off once the gate has judged it: Remix compares it anew with the host and answers 500, also to the
 * one-click unsubscribing of a mail program, which RFC 8058 lets come from anywhere.
 */
function judged(request: Request): Request {
  request.headers.delete('Origin')
  return request
}

/** Said in the log, since Remix tells of no refusal that a page throws. */
function withTrouble(build: ServerBuild, house: House): ServerBuild {
  const trouble = (error: unknown, { requestId }: { requestId: string }) => {
    const refusal = house.storeRefusal(error)
    if (refusal) house.log().error({ err: error, request: requestId }, 'store failed')
    return refusal
  }
  return guarded(build, { trouble, tooLarge: house.tooLarge })
}

type Handler = ReturnType<typeof createRequestHandler>

/** One of Remix's handlers per area, made when the first page of it is asked for. */
function handlerOf(build: ServerBuild, mode: 'production' | 'development'): Handler {
  const areaOf = areasOf(build)
  const handlers = new Map<ServerBuild, Handler>()
  return (request, context) => {
    const area = areaOf(new URL(request.url).pathname)
    const handler = handlers.get(area) ?? createRequestHandler(area, mode)
    handlers.set(area, handler)
    return handler(request, context)
  }
}

type Draw = () => Promise<Answer>

async function decide(house: House, request: Request, draw: Draw): Promise<Answer> {
  const { pathname, search, searchParams } = new URL(request.url)
  if (pathname === '/healthz') return { response: await health(house) }
  if (pathname === '/tls-ask') return { response: await mayHaveCertificate(house, searchParams.get('domain') ?? '') }
  const host = request.headers.get('Host') ?? ''
  if (hasOddPort(host)) return { response: told(house, request, 421, { key: '421.text' }) }
  const hostname = house.hostOf(request)
  const site = await house.siteOf(hostname, house.env().BASE_DOMAIN)
  if (site.kind === 'unknown') return { response: told(house, request, 404, { key: 'host' }) }
  const asked = { method: request.method, host, hostname, path: pathname, origin: request.headers.get('Origin') }
  const association = site.kind === 'association' ? site.tenant.slug : site.kind
  if (!comesFromItself(asked)) return { association, response: told(house, request, 403, { key: 'origin' }) }
  const isThere = isReadable(pathname, search) && (!isDemoPath(pathname) || house.env().DEMO)
  if (!isThere) return { association, response: told(house, request, 404, { key: '404.text' }) }
  const { DOUBLES_URL } = house.env()
  if (isDemoPath(pathname) && DOUBLES_URL && site.kind === 'product')
    return { association, response: await demoPage(request, DOUBLES_URL), ownPolicy: true }
  return { association, ...(await draw()) }
}

function told(
  house: House,
  request: Request,
  status: number,
  { key, again }: { key: string; again?: string | null },
): Response {
  const t = house.translate(request)
  const page = plainPage({
    status,
    language: house.languageOf(request),
    title: t(`${status}.title`, { ns: 'errors' }),
    text: t(key, { ns: 'errors' }),
  })
  if (again) page.headers.set('Retry-After', again)
  if (status >= 500) page.headers.set('Cache-Control', 'no-store')
  return page
}

/** Migrations of this checkout; the folder is read once. */
let wanted: string[] | undefined

function migrationFolders(): string[] {
  wanted ??= readdirSync(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return wanted
}

/** The proxy asks before it gets a certificate for a host: 200 for ours alone. */
async function mayHaveCertificate(house: House, domain: string): Promise<Response> {
  const { kind } = await house.siteOf(domain.toLowerCase(), house.env().BASE_DOMAIN)
  return new Response(null, { status: kind === 'unknown' ? 404 : 200 })
}

/** 200 when the database answers and has every migration; 503 with what is missing or wrong, never with data. */
async function health(house: House): Promise<Response> {
  try {
    const applied = new Set(await house.appliedMigrations())
    const missing = migrationFolders().filter((name) => !applied.has(name))
    if (missing.length === 0) return Response.json({ status: 'ok' })
    return Response.json({ status: 'migrations missing', missing }, { status: 503 })
  } catch (error) {
    return Response.json({ status: `database ${house.troubleOf(error) ?? 'failing'}` }, { status: 503 })
  }
}
