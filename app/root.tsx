/** The shell of every page: language, colours, frame; and the page for when something may not be or went wrong. */

import fontSans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url'
import { data, type HeadersArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Links, Meta, Outlet, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { siteOfRequest } from '#app/context/site.ts'
import { takeUnsent } from '#app/context/unsent.ts'
import { ErrorPage, ErrorTitle } from '#app/features/site/frame/error-page.tsx'
import { associationFrame, productFrame } from '#app/features/site/frame/frame.server.ts'
import { FrameSlot } from '#app/features/site/frame/frame-slot.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Script } from './script.ts'
import styles from './styles.css?url'

export const links = () => [
  { rel: 'preload', href: fontSans, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' as const },
  { rel: 'stylesheet', href: styles },
]

export async function loader(args: LoaderFunctionArgs) {
  const site = await siteOfRequest(args.request)
  if (site.kind !== 'association') return { frame: productFrame(args.request, 'Alumni') }
  const ctx = await open(args, { around: true })
  const taken = takeUnsent(ctx)
  const frame = associationFrame(ctx, taken?.unsent ?? null)
  if (!taken) return { frame }
  return data({ frame }, { headers: taken.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]) })
}

/** What a refusal says in its headers is said with its page too: Retry-After above all. */
export function headers({ errorHeaders, parentHeaders }: HeadersArgs) {
  return errorHeaders ?? parentHeaders
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const { i18n } = useTranslation()
  const failed = Boolean(useRouteError())
  const script = useContext(Script)
  const frame = root?.frame
  return (
    <html lang={i18n.language} data-theme={frame?.shade ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {failed && <ErrorTitle />}
        <Meta />
        <Links />
        {frame && <link rel="stylesheet" href={frame.theme} />}
        {frame?.logo && <link rel="icon" href={frame.logo} type="image/svg+xml" />}
      </head>
      <body>
        {frame ? <FrameSlot>{children}</FrameSlot> : <main className="wrap">{children}</main>}
        {script && <script type="module" src={script} />}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ErrorPage />
}

export const meta = pageMeta
