/** People who can help, by what they offer; a mentor can be asked, anybody else is written to. */
import HandHelping from 'lucide-react/icons/hand-helping'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { PersonLine } from '#app/domain/search/person-line.tsx'
import { titleOf } from '#app/domain/search/row.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Helper } from './helpers.server.ts'
import type { MentoringPage } from './mentoring.server.ts'

export function HelperList({ page }: { page: MentoringPage }) {
  const { t } = useTranslation('mentoring')
  const { people, tabs, help, rowFields, previous, next } = page
  return (
    <div className="stack">
      <Tabs label={t('tabs')} tabs={tabs.map(({ id, ...tab }) => ({ ...tab, text: t(`helps.${id}`) }))} />
      {people.length === 0 ? (
        <EmptyState icon={HandHelping} title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        <Rows data-help={help}>
          {people.map((one) => (
            <PersonLine
              key={one.address}
              line={one}
              rowFields={rowFields}
              points={pointsOf(one, t('former'))}
              action={<HelpStep one={one} help={help} />}
            />
          ))}
        </Rows>
      )}
      {(previous || next) && (
        <Pagination
          label={t('pages.label')}
          summary={t('pages.summary', { page: page.page })}
          previous={previous ? { to: previous, text: t('pages.previous') } : null}
          next={next ? { to: next, text: t('pages.next') } : null}
        />
      )}
    </div>
  )
}

/** @returns what stands under the name: that they were the viewer's mentor, and what they say of their help */
function pointsOf({ former, offered }: Helper, word: string): string | undefined {
  return [...(former ? [word] : []), ...(offered?.words ? [offered.words] : [])].join(' · ') || undefined
}

function HelpStep({ one, help }: { one: Helper; help: string }) {
  const { t } = useTranslation('mentoring')
  const name = titleOf(one)
  if (help !== 'mentorat' || !one.offered)
    return (
      <a className="row-act" href={href.writeTo(one.handle)} data-nav="" aria-label={t('writeTo', { name })}>
        {t('write')}
      </a>
    )
  const { openness } = one.offered
  if (openness === 'full' || openness === 'paused') return <Badge>{t(`openness.${openness}`)}</Badge>
  return (
    <a className="row-act" href={href.mentoringAsk(one.handle)} data-nav="" aria-label={t('askOf', { name })}>
      {t(openness === 'queue' ? 'askQueue' : 'askShort')}
    </a>
  )
}
