/** Pages of a made-up association out of the real components and the real style sheet, to look at and to check. */
import type { ComponentType } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { type Brand, themeCss, themeFrom } from '#app/tenant/theme.ts'
import { AdminMembersPage, EmptyPage, RulesMatrixPage } from './admin-pages.tsx'
import { ConfirmDeletePage, FormErrorsPage, ImportPage, SignInPage } from './form-pages.tsx'
import { DirectoryPage, ProfilePage } from './member-pages.tsx'

export const BRANDS: Record<'yellow' | 'red' | 'grey', Brand> = {
  yellow: { primary: '#FFD200', accent: '#1D3557' },
  red: { primary: '#B0002A', accent: '#F2B705' },
  grey: { primary: '#5A5F66', accent: '#0A7D6C' },
}

export const PAGES: Record<string, ComponentType> = {
  directory: DirectoryPage,
  profile: ProfilePage,
  'sign-in': SignInPage,
  'form-errors': FormErrorsPage,
  members: AdminMembersPage,
  matrix: RulesMatrixPage,
  import: ImportPage,
  confirm: ConfirmDeletePage,
  empty: EmptyPage,
}

export type Look = { brand: keyof typeof BRANDS; scheme: 'light' | 'dark'; css: string }

/** One whole page as HTML. */
export async function renderPage(name: string, { brand, scheme, css }: Look): Promise<string> {
  const { query, dataRoutes } = createStaticHandler([{ path: '*', Component: PAGES[name] }])
  const context = await query(new Request(`http://gallery.localhost/${name}`))
  if (context instanceof Response) throw new Error(`${name} answered with ${context.status}`)
  const router = createStaticRouter(dataRoutes, context)
  const body = renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
  return `<!doctype html><html lang="fr" data-theme="${scheme}"><head><meta charset="utf-8"><title>${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${themeCss(themeFrom(BRANDS[brand]))}</style>
<style>${css}</style></head><body><div id="root">${body}</div></body></html>`
}
