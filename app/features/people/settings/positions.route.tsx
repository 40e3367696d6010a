import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import BriefcaseBusiness from 'lucide-react/icons/briefcase-business'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { readPositions } from './positions.server.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres/postes` and `/parametres/parcours`: what one does, and what one did (S8, I3). */
export async function loader(args: LoaderFunctionArgs) {
  return readPositions(await openOwn(args), new URL(args.request.url).pathname.startsWith(href.positionsNow))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Positions() {
  const { t } = useTranslation('profile')
  const { current, positions, handle, saved } = useLoaderData<typeof loader>()
  const add = (
    <LinkButton to={`${href.positionNew}${current ? '' : '?passe=1'}`}>
      {t(current ? 'settings:positions.add' : 'settings:positions.addPast')}
    </LinkButton>
  )
  return (
    <SettingsFrame section={current ? 'postes' : 'parcours'} handle={handle} saved={saved}>
      {positions.length === 0 ? (
        <EmptyState
          icon={BriefcaseBusiness}
          title={t(current ? 'settings:positions.none' : 'settings:positions.nonePast')}
          action={add}
        >
          {t('settings:positions.noneText')}
        </EmptyState>
      ) : (
        <>
          {add && <p>{add}</p>}
          <Card>
            <Rows plain>
              {positions.map(({ id, title, company, place, span, isCurrent }) => (
                <Row
                  key={id}
                  title={title}
                  note={[company, place, span].filter(Boolean).join(' · ')}
                  end={
                    <span className="flex flex-wrap gap-x-4">
                      <Anchor to={href.position(id)}>
                        {t('actions.edit')} <span className="sr-only">{title}</span>
                      </Anchor>
                      {isCurrent && (
                        <Anchor to={href.positionEnd(id)}>
                          {t('settings:positions.endShort')} <span className="sr-only">{title}</span>
                        </Anchor>
                      )}
                      <Anchor to={href.positionRemove(id)}>
                        {t('actions.delete')} <span className="sr-only">{title}</span>
                      </Anchor>
                    </span>
                  }
                />
              ))}
            </Rows>
          </Card>
        </>
      )}
    </SettingsFrame>
  )
}
