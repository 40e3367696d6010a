import Building2 from 'lucide-react/icons/building-2'
import KeyRound from 'lucide-react/icons/key-round'
import Languages from 'lucide-react/icons/languages'
import Network from 'lucide-react/icons/network'
import Search from 'lucide-react/icons/search'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import type { ListedAssociation } from './product-home.server.ts'

const KEYS = ['rule', 'person', 'channel'] as const
const POINTS = [
  { id: 'rules', icon: ShieldCheck },
  { id: 'search', icon: Search },
  { id: 'import', icon: Building2 },
  { id: 'recruiters', icon: KeyRound },
  { id: 'federation', icon: Network },
  { id: 'everyone', icon: Languages },
] as const

type ProductHomeProps = { title: string; associations: readonly ListedAssociation[]; demo: boolean }

/** The product's own page: what it is, how it keeps a secret, and every association one may visit. */
export function ProductHome({ title, associations, demo }: ProductHomeProps) {
  const { t } = useTranslation('content')
  return (
    <div className="stack">
      <PageHeading title={title} lead={t('product.lead')} />
      <section aria-labelledby="cles">
        <h2 id="cles" className="mb-4 text-2xl">
          {t('product.keysTitle')}
        </h2>
        <ol className="grid gap-4 md:grid-cols-3">
          {KEYS.map((key, place) => (
            <li key={key} className="card">
              <p className="stat-value text-link" aria-hidden="true">
                {place + 1}
              </p>
              <h3 className="text-lg">{t(`product.keys.${key}.title`)}</h3>
              <p>{t(`product.keys.${key}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="points">
        <h2 id="points" className="mt-6 mb-4 text-2xl">
          {t('product.pointsTitle')}
        </h2>
        <ul className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
          {POINTS.map(({ id, icon }) => (
            <li key={id} className="flex gap-3">
              <span className="text-link">
                <Icon of={icon} size={24} />
              </span>
              <span>
                <strong className="block">{t(`product.points.${id}.title`)}</strong>
                <span className="text-muted">{t(`product.points.${id}.text`)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      {associations.length > 0 && <Associations associations={associations} demo={demo} />}
    </div>
  )
}

function Associations({ associations, demo }: Pick<ProductHomeProps, 'associations' | 'demo'>) {
  const { t } = useTranslation('content')
  return (
    <section aria-labelledby="associations">
      <h2 id="associations" className="mt-6 mb-2 text-2xl">
        {t('product.associations')}
      </h2>
      {demo && <p className="mb-4 text-muted">{t('product.demo')}</p>}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {associations.map(({ name, tagline, address, logo, kind }) => (
          <li key={address}>
            <div className="card h-full">
              <div className="flex items-center gap-4">
                {logo && <img src={logo} alt="" width={56} height={56} className="shrink-0" />}
                <div>
                  <h3 className="text-lg">
                    <Anchor to={address}>{name}</Anchor>
                  </h3>
                  <p className="text-sm text-muted">{t(`product.kinds.${kind}`)}</p>
                </div>
              </div>
              <p className="mt-3">{tagline}</p>
            </div>
          </li>
        ))}
      </ul>
      {demo && (
        <p className="mt-6">
          <Anchor to="/demo/mails">{t('product.mails')}</Anchor>
          <br />
          <Anchor to="/demo/clock">{t('product.clock')}</Anchor>
        </p>
      )}
    </section>
  )
}
