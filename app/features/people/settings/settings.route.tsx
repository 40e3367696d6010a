import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Card } from '#app/ui/card.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { SUBJECT_IDS, SUBJECTS } from './sections.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** GET `/parametres`: every part of one's own record. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = await openOwn(args)
  return { title: ctx.t('profile:settings'), handle: ctx.account?.handle ?? null }
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Settings() {
  const { t } = useTranslation('profile')
  const { handle } = useLoaderData<typeof loader>()
  return (
    <SettingsFrame handle={handle} lead={t('settingsLead')}>
      {SUBJECT_IDS.map((subject) => (
        <Card key={subject} id={`sujet-${subject}`} title={t(`subjects.${subject}`)} flush>
          <Rows plain>
            {SUBJECTS[subject].map((id) => (
              <Row
                key={id}
                to={href.settingsSection(id)}
                title={t(`sections.${id}.title`)}
                note={t(`sections.${id}.lead`)}
              />
            ))}
            {subject === 'compte' && <Row to={href.myData} title={t('myData')} note={t('myDataLead')} />}
          </Rows>
        </Card>
      ))}
    </SettingsFrame>
  )
}
