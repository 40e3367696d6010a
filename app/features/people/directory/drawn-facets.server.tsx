import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Ctx } from '#app/context/open.ts'
import { instanceFor } from '#app/i18n/translator.ts'
import type { Facet } from './facets.server.ts'
import { CountedFacets } from './facets.tsx'

/** @returns the piece of page that a browser puts in place of what is ticked (`filters.browser.ts`) */
export function drawnFacets({ language, tenant }: Pick<Ctx, 'language' | 'tenant'>, facets: readonly Facet[]): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={instanceFor(language, tenant.config)}>
      <CountedFacets facets={facets} />
    </I18nextProvider>,
  )
}
