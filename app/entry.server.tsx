/** Draws pages, and hands the server process the very modules that the pages use: one pool, one cache, one log. */
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { appliedMigrations, checkDatabaseRole } from '#app/context/boot.ts'
import { env } from '#app/context/env.ts'
import { onlyOnce } from '#app/context/forms-once.ts'
import { hostOf, siteOf } from '#app/context/hosts.ts'
import { log } from '#app/context/log.ts'
import { operatorOnce } from '#app/context/operator-forms-once.ts'
import { noteForwarded, warnOfUnsetProxies } from '#app/context/proxies.ts'
import { storeRefusal, tooLarge } from '#app/context/refusals.ts'
import { flushShown } from '#app/context/shown-people.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { troubleOf } from '#app/db/trouble.ts'
import { endLines } from '#app/domain/messages/live.server.ts'
import { inFrame } from '#app/features/site/frame/drawn-frame.server.tsx'
import type { Frame } from '#app/features/site/frame/frame.server.ts'
import { languageOf } from '#app/i18n/language.ts'
import { instanceFor, saysVous } from '#app/i18n/translator.ts'
import { startWorker } from '#app/tasks/runner.ts'
import { ROUNDS, TASKS } from './announced.ts'
import { Script } from './script.ts'

/** What server.ts needs of the application; it imports none of it by itself. */
export const house = {
  env,
  log,
  hostOf,
  siteOf,
  openDatabase,
  endLines,
  /** What lists showed lately is written down first. */
  closeDatabase: () => flushShown().then(closeDatabase),
  checkDatabaseRole,
  appliedMigrations,
  storeRefusal,
  tooLarge,
  troubleOf,
  onlyOnce,
  operatorOnce,
  languageOf,
  noteForwarded,
  warnOfUnsetProxies,
  translate: (request: Request) => instanceFor(languageOf(request)).t,
  startWorker: () => startWorker(TASKS, ROUNDS),
}

/**
 * Pages as text, for the process that sends them: putting one into a Response and reading it back costs as much as
 * drawing it.
 */
export const pages = new WeakMap<Response, string>()

/** The page's frame; none where it could not be read. */
const frameIn = ({ staticHandlerContext }: EntryContext): Frame | undefined =>
  (staticHandlerContext.loaderData.root as { frame?: Frame } | undefined)?.frame

/** Milliseconds for which Remix keeps the loaders' data at hand for browsers, which ask for none. */
export const streamTimeout = 0

/**
 * Draws the whole page at once, which is half again as fast as streaming it (design §5). Loaders therefore return
 * settled values, never promises; and as browsers only help along (`entry.client.ts`), the page goes without its data.
 */
export default async function drawPage(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  { file }: AppLoadContext,
): Promise<Response> {
  entry.serverHandoffStream = undefined
  if (file) return file
  // Lost between the loaders and here, the page is drawn all the same, in the product's own words.
  const away = { kind: 'unknown' as const }
  const { kind, ...site } = await siteOf(hostOf(request), env().BASE_DOMAIN).catch(() => away)
  const config = kind === 'association' && 'tenant' in site ? site.tenant.config : undefined
  const frame = frameIn(entry)
  const speaker = config && (frame?.address === 'vous' ? saysVous(config) : config)
  const translator = instanceFor(languageOf(request), speaker)
  const drawn = renderToStaticMarkup(
    <I18nextProvider i18n={translator}>
      <Script.Provider value={entry.manifest.entry.module}>
        <RemixServer context={entry} url={request.url} />
      </Script.Provider>
    </I18nextProvider>,
  )
  const body = frame ? inFrame(drawn, { translator, frame, url: new URL(request.url) }) : drawn
  headers.set('Content-Type', 'text/html; charset=utf-8')
  const response = new Response(null, { status, headers })
  pages.set(response, `<!DOCTYPE html>${status === 422 ? withWrongTitle(body, translator.t) : body}`)
  return response
}

/** « Erreur : » before the title of a form that comes back. */
function withWrongTitle(body: string, t: (key: string, values: { title: string }) => string): string {
  return body.replace(/<title>([^<]*)<\/title>/, (_, title: string) => `<title>${t('errorPrefix', { title })}</title>`)
}

/** Said in the log without values; a visitor who left is no error. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (request.signal.aborted) return
  log().error({ err: error, request: context.requestId }, 'page failed')
}
