import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FoundCompany } from '#app/domain/people/find-companies.server.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { Stepper } from '#app/ui/stepper.tsx'

const ADD = href.positionNew

/** First step: companies are shared by everybody, so one looks before one adds (I3). */
export function CompanySearch({ typed, past, companies }: { typed: string; past: boolean; companies: FoundCompany[] }) {
  const { t } = useTranslation('profile')
  const kept = past ? { passe: '1' } : undefined
  const to = (query: Record<string, string>) => `${ADD}?${new URLSearchParams({ ...kept, ...query })}`
  return (
    <>
      <Stepper
        current={1}
        total={2}
        text={t('step', { current: 1, total: 2 })}
        title={t('positions:company.step')}
        next={t('positions:company.nextStep')}
      />
      <SearchField
        action={ADD}
        name="entreprise"
        label={t('positions:company.search')}
        button={t('actions.search')}
        hint={t('positions:company.hint')}
        defaultValue={typed}
        keep={past ? [{ name: 'passe', value: '1' }] : []}
      />
      {typed !== '' && (
        <Card id="entreprises" title={t('positions:company.found', { count: companies.length })}>
          <Rows plain>
            {companies.map(({ id, name, address, city, country }) => (
              <Row
                key={id ?? name}
                title={<Anchor to={to(id ? { societe: id } : { nouvelle: name })}>{name}</Anchor>}
                note={id ? (address ?? [city, country].filter(Boolean).join(', ')) : t('positions:company.placeHidden')}
                end={
                  <Anchor to={to({ nouvelle: name })}>
                    {t('positions:company.elsewhere')} <span className="sr-only">{name}</span>
                  </Anchor>
                }
              />
            ))}
            <Row
              title={<Anchor to={to({ nouvelle: typed })}>{t('positions:company.create', { name: typed })}</Anchor>}
              note={t('positions:company.createNote')}
            />
          </Rows>
        </Card>
      )}
    </>
  )
}
