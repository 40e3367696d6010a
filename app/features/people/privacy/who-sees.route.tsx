import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { openOwn } from '#app/features/people/settings/own-record.server.ts'
import { SettingsFrame } from '#app/features/people/settings/settings-frame.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { type FieldLine, readWhoSees } from './who-sees.server.ts'

/** GET `/parametres/confidentialite/qui-voit`, with `?canal=imprime` for the printed directory (S10). */
export async function loader(args: LoaderFunctionArgs) {
  return readWhoSees(await openOwn(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const PAGE = href.whoSees

export default function WhoSees() {
  const { t } = useTranslation('profile')
  const { title, handle, channel, groups, federation } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame at="confidentialite" title={title} lead={t('privacy:whoSees.lead')} handle={handle}>
      <Tabs
        label={title}
        tabs={[
          { to: PAGE, text: t('privacy:channels.site'), current: channel === 'site' },
          { to: `${PAGE}?canal=imprime`, text: t('privacy:channels.print'), current: channel === 'print' },
        ]}
      />
      {federation && <Alert>{t('privacy:whoSees.federation')}</Alert>}
      {groups.map(({ group, lines }) => (
        <Card key={group} id={group} title={t(`fieldGroups.${group}`)}>
          <DefinitionList>
            {lines.map((line) => (
              <Line key={line.field} line={line} />
            ))}
          </DefinitionList>
        </Card>
      ))}
    </SettingsFrame>
  )
}

/** One field: who sees it, how many they are, and why the others do not. */
function Line({ line }: { line: FieldLine }) {
  const { t, i18n } = useTranslation('profile')
  const list = new Intl.ListFormat(i18n.language)
  const { field, total, everybody, seenBy, closedTo } = line
  const people = seenBy.map(({ who, count }) => t(`privacy:whoSees.who.${who}`, { count })).join(', ')
  const much = everybody ? t('privacy:whoSees.everybody') : t('privacy:whoSees.total', { count: total })
  return (
    <Definition
      term={t(`fields.${field}`)}
      aside={
        <Anchor to={`${href.privacy}?champ=${field}#${field}`}>
          {t('actions.edit')}
          <span className="sr-only"> {t('visibilityOf', { field: t(`fields.${field}`) })}</span>
        </Anchor>
      }
    >
      <span data-seen={field} data-count={total}>
        {much}
        {people && ` : ${people}`}
      </span>
      {closedTo.map(({ who, by }) => (
        <span key={by} className="field-hint block" data-closed={by}>
          {t('privacy:whoSees.closed', {
            who: list.format(who.map((one) => t(`privacy:whoSees.closedTo.${one}`))),
            why: t(`privacy:whoSees.why.${by}`),
          })}
        </span>
      ))}
    </Definition>
  )
}
