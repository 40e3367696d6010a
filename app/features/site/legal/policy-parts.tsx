import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import type { Reader } from './register.ts'

type Purpose = { activity: string; bases: readonly string[]; purpose: string | null }

/** Why data are kept at all, and by what right. */
export function Purposes({ entries }: { entries: readonly Purpose[] }) {
  const { t } = useTranslation('rights')
  return (
    <Card id="finalites" title={t('policy.purposes')}>
      <DefinitionList>
        {entries.map(({ activity, bases, purpose }) => (
          <Definition key={activity} term={t(`activities.${activity}.title`)}>
            {purpose ?? t(`activities.${activity}.purpose`)}{' '}
            {t('policy.basis', { basis: bases.map((basis) => t(`bases.${basis}`)).join(' ; ') })}
          </Definition>
        ))}
      </DefinitionList>
    </Card>
  )
}

type ReadersProps = {
  readers: readonly Reader[]
  consents: readonly string[]
  transfers: readonly { to: string; what: string }[]
}

/** Who sees what, asked of the very rules that judge each page. */
export function Readers({ readers, consents, transfers }: ReadersProps) {
  const { t } = useTranslation('rights')
  const list = (fields: readonly string[]) => fields.map((field) => t(`fields.${field}`)).join(', ')
  return (
    <Card id="destinataires" title={t('policy.readers')}>
      <p className="reading">{t('policy.readersText')}</p>
      {readers.map(({ role, isStaff, consent, themes }) => (
        <Disclosure
          key={role}
          summary={t(consent ? 'policy.readerConsent' : 'policy.reader', { role: t(`roles.${role}`) })}
          framed
        >
          {isStaff ? (
            <p>{t('policy.staff')}</p>
          ) : (
            <DefinitionList>
              {themes.map(({ theme, always, chosen }) => (
                <Definition key={theme} term={t(`themes.${theme}`)}>
                  {always.length > 0 && <span>{t('policy.always', { fields: list(always) })} </span>}
                  {chosen.length > 0 && <span>{t('policy.chosen', { fields: list(chosen) })}</span>}
                </Definition>
              ))}
            </DefinitionList>
          )}
        </Disclosure>
      ))}
      {consents.length > 0 && (
        <p className="reading">
          {t('policy.consents', { list: consents.map((one) => t(`consents.${one}`)).join(' ; ') })}
        </p>
      )}
      {transfers.map(({ to, what }) => (
        <p key={to} className="reading">
          {t('policy.transfer', { to, what })}
        </p>
      ))}
      <p className="reading">{t('policy.nobodyElse')}</p>
    </Card>
  )
}

/** How long, class by class. */
export function Periods({ periods }: { periods: readonly { kind: string; text: string }[] }) {
  const { t } = useTranslation('rights')
  return (
    <Card id="durees" title={t('policy.periods')}>
      <p className="reading">{t('policy.periodsText')}</p>
      <Table
        id="tableau-durees"
        caption={t('policy.periodsCaption')}
        head={
          <>
            <ColumnHead>{t('policy.what')}</ColumnHead>
            <ColumnHead>{t('policy.howLong')}</ColumnHead>
          </>
        }
      >
        {periods.map(({ kind, text }) => (
          <tr key={kind}>
            <RowHead>{t(`classes.${kind}`)}</RowHead>
            <Cell>{text}</Cell>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const RIGHTS = ['access', 'rectify', 'erase', 'object', 'limit', 'move'] as const

/** What one may ask for, and where. */
export function Rights({ contact }: { contact: string }) {
  const { t } = useTranslation('rights')
  return (
    <Card id="droits" title={t('policy.rights')}>
      <ul className="reading">
        {RIGHTS.map((right) => (
          <li key={right}>{t(`policy.right.${right}`)}</li>
        ))}
      </ul>
      <p className="reading">
        <Anchor to={href.myData}>{t('policy.use')}</Anchor>
      </p>
      <p className="reading">{t('policy.contact', { contact })}</p>
    </Card>
  )
}

const COOKIES = ['session', 'lang', 'theme', 'device', 'unsent', 'columns'] as const

/** Each by its name; none follows anybody, so none asks for agreement. */
export function Cookies() {
  const { t } = useTranslation('rights')
  return (
    <Card id="cookies" title={t('policy.cookies')}>
      <p className="reading">{t('policy.cookiesText')}</p>
      <DefinitionList>
        {COOKIES.map((cookie) => (
          <Definition key={cookie} term={<code>{cookie}</code>}>
            {t(`policy.cookie.${cookie}`)}
          </Definition>
        ))}
      </DefinitionList>
    </Card>
  )
}
