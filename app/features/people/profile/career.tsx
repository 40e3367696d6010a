import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { ProfilePage } from './profile.server.ts'
import { Line } from './profile-line.tsx'
import { POSITION_LINE } from './shown.ts'

/** What one does, then what one did, as in a curriculum vitae. */
export function Career({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const { fields } = page
  const now = POSITION_LINE.filter((field) => fields[field])
  const history = fields.workHistory
  return (
    <>
      {now.length > 0 && (
        <Rows plain>
          <Row
            title={<Line fields={fields} of={fields.jobTitle ? ['jobTitle'] : ['company']} />}
            note={
              <Line
                fields={fields}
                of={fields.jobTitle ? ['company', 'companyAddress'] : ['companyAddress']}
                between=", "
              />
            }
            end={<Line fields={fields} of={['jobStart']} />}
          />
        </Rows>
      )}
      {page.employer && (
        <p>
          <Anchor to={page.employer}>{t('employer')}</Anchor>
        </p>
      )}
      {history?.entries && (
        <div data-field="workHistory" data-value={JSON.stringify(history.value)}>
          <Rows plain>
            {history.entries.map(({ title, note, end }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two positions may read alike, and the list is drawn once
              <Row key={index} title={title} note={note} end={end} />
            ))}
          </Rows>
        </div>
      )}
    </>
  )
}
