import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { Row, Rows } from '../../ui/list-row.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

type ProductHomeProps = { title: string; associations: readonly { name: string; tagline: string; address: string }[] }

/** The product's own page: what it is, and every association that lives on it. */
export function ProductHome({ title, associations }: ProductHomeProps) {
  const { t } = useTranslation('content')
  return (
    <>
      <PageHeading title={title} lead={t('product.lead')} />
      <Card title={t('product.associations')} flush>
        <Rows>
          {associations.map(({ name, tagline, address }) => (
            <Row key={address} to={address} title={name} note={tagline} />
          ))}
        </Rows>
      </Card>
    </>
  )
}
