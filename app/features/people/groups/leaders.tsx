import { useTranslation } from 'react-i18next'
import { Title } from '#app/domain/search/person-line.tsx'
import type { Line } from '#app/domain/search/row.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'

/** Who runs the group, as far as the viewer may know of them. */
export function Leaders({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation('groups')
  if (lines.length === 0) return null
  return (
    <Card id="animation" title={t('leaders.title')}>
      <ul>
        {lines.map((line) => (
          <li key={line.handle} data-person={line.handle}>
            <Anchor to={line.address}>
              <Title line={line} />
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  )
}
