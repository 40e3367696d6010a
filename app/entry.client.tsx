/** Makes the page the server sent alive: same texts, same data. */

import { RemixBrowser } from '@remix-run/react'
import type { i18n } from 'i18next'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { isLanguage } from '#app/i18n/language.ts'
import type { Words } from '#app/i18n/settings.ts'
import { textsOfRoute } from '#app/i18n/texts-of-features.ts'
import { startTranslator } from '#app/i18n/translator.client.ts'

/** A feature's folder names its texts: `features/people/directory/search.route` → `directory`. */
function namespacesOnScreen(): string[] {
  const { __remixRouteModules: modules = {} } = window as { __remixRouteModules?: Record<string, unknown> }
  return [...(isError() ? [ERRORS] : []), ...Object.keys(modules).flatMap((id) => textsOfRoute(id))]
}

/** What the page for trouble says. */
const ERRORS = 'errors'

const isError = () => document.querySelector('meta[name=texts][content=errors]') !== null

/** A page that is well needs no words for trouble before somebody asks for something. */
function fetchErrorsOnUse(translator: i18n): void {
  // Rejected, they are asked for again by the page that needs them.
  const fetchThem = () => void translator.loadNamespaces(ERRORS).catch(() => {})
  for (const event of ['pointerdown', 'keydown'] as const) addEventListener(event, fetchThem, { once: true })
}

/**
 * The title as React knows it: the server marks that of a form that comes back with errors, and forms mark it
 * themselves from here on.
 */
function restoreTitle(): void {
  const title = document.querySelector<HTMLTitleElement>('title[data-plain]')
  if (!title) return
  title.textContent = title.dataset.plain ?? ''
  title.removeAttribute('data-plain')
}

/**
 * Remix decodes the page's data as it is first drawn, and has React wait for it where nothing is around that could
 * wait. A key or a click that comes meanwhile makes React draw at once: it can wait nowhere and gives up (error 345).
 * So the decoding, which the first call begins and throws, is over before React begins.
 */
async function decodeData(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (waiting) {
    if (!(waiting instanceof Promise)) throw waiting
    await waiting
  }
}

async function start() {
  const { lang } = document.documentElement
  const words = JSON.parse(document.querySelector<HTMLMetaElement>('meta[name=words]')?.content ?? '{}') as Words
  const address = document.querySelector('meta[name=address][content=tu]') ? 'tu' : 'vous'
  const language = isLanguage(lang) ? lang : 'fr'
  const texts = startTranslator({ language, words, address, namespaces: namespacesOnScreen() })
  const [translator] = await Promise.all([texts, decodeData()])
  fetchErrorsOnUse(translator)
  startTransition(() => {
    restoreTitle()
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={translator}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
      { onRecoverableError: (error) => console.error('hydration', error) },
    )
  })
}

start()
