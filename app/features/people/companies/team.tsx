import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'

/** The accounts of the company, each of which may change its page, and who has a place of its pass. */
export function CompanyTeam({
  team,
  sells,
}: {
  team: { login: string; seat: boolean; self: boolean }[]
  sells: boolean
}) {
  const { t } = useTranslation('companies')
  return (
    <Card id="equipe" title={t('team.title')}>
      <div className="grid gap-3">
        <p className="text-muted">{t('team.text')}</p>
        <ul className="grid gap-2">
          {team.map(({ login, seat, self }) => (
            <li key={login} className="flex flex-wrap items-center gap-2">
              <span className="break-all">{login}</span>
              {self && <Badge>{t('team.self')}</Badge>}
              {seat && <Badge tone="success">{t('team.seat')}</Badge>}
            </li>
          ))}
        </ul>
        {sells && (
          <p>
            <Anchor to={href.directoryPass}>{t('team.pass')}</Anchor>
          </p>
        )}
      </div>
    </Card>
  )
}
