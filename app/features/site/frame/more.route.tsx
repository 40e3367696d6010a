import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLocation, useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Form } from '#app/ui/form.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { MenuLink } from '#app/ui/nav.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { SwitchForm } from '#app/ui/switch-form.tsx'
import type { Frame } from './frame.server.ts'
import { placesAt, useAccountItems, useBar, useSwitches, useTool } from './frame-links.ts'

/** GET `/plus`: whatever a phone's bar has no room for, as a page that needs no script. */
export async function loader(args: LoaderFunctionArgs) {
  const { t } = await open(args, { needs: 'account' })
  return { title: t('common:shell.more') }
}

export const meta = pageMeta

export default function More() {
  const frame = useRouteLoaderData<{ frame: Frame }>('root')?.frame
  return frame ? <MoreLinks frame={frame} /> : null
}

function MoreLinks({ frame }: { frame: Frame }) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const at = { pathname, here: pathname + search }
  const bar = useBar(at, frame).map(({ to }) => to)
  const tool = useTool(at, frame)
  const apart = [tool('notices'), tool('admin')].filter((item) => item !== undefined)
  const places = [...placesAt(at, { menu: frame.places ?? frame.menu }), ...apart].filter(({ to }) => !bar.includes(to))
  const own = useAccountItems(frame)
  const switches = useSwitches(at, frame.shade)
  return (
    <Narrow>
      <PageHeading title={t('shell.more')} />
      {places.length > 0 && (
        <nav className="card" aria-label={t('shell.elsewhere')}>
          {places.map((item) => (
            <MenuLink key={item.to} {...item} />
          ))}
        </nav>
      )}
      <nav className="card" aria-label={frame.account?.name ?? t('shell.account')}>
        {own.map((item) => (
          <MenuLink key={item.to} {...item} />
        ))}
      </nav>
      <Card id="affichage" title={t('shell.look')}>
        <div className="flex flex-wrap gap-4">
          {switches.map((entry) => (
            <SwitchForm key={entry.name} {...entry} />
          ))}
        </div>
      </Card>
      <Form method="post" action={href.signOut} data-forget="">
        <Button look="secondary">{t('shell.signOut')}</Button>
      </Form>
    </Narrow>
  )
}
