import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatrixCell } from '#app/policy/explain.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { RuleCell } from './rule-cell.tsx'
import type { FieldLimitsLine, RulesPage } from './rules.server.ts'
import { rulesAddress } from './rules-address.ts'

const keyOf = ({ role, field }: Pick<MatrixCell, 'role' | 'field'>) => `${role} ${field}`

/** Every role beside every other, but for those that see nothing of it: for wide screens. */
export function RulesMatrix({ query, roles: all, fields, cells }: RulesPage) {
  const { t } = useTranslation('admin')
  const at = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const seeing = new Set(cells.filter(({ cell }) => cell !== 'never').map(({ role }) => role))
  const never = seeing.size > 0 ? all.filter((role) => !seeing.has(role)) : []
  const roles = all.filter((role) => !never.includes(role))
  return (
    <>
      {never.length > 0 && <NeverRoles query={query} roles={never} />}
      <Table
        id="matrice"
        caption={t('rules.caption', { channel: t(`rules.channels.${query.channel}`) })}
        firstSticky
        columns
        tall
        head={
          <>
            <ColumnHead>{t('rules.field')}</ColumnHead>
            {roles.map((role) => (
              <ColumnHead key={role}>
                <Anchor to={rulesAddress({ ...query, role })}>{t(`roles.${role}`)}</Anchor>
              </ColumnHead>
            ))}
          </>
        }
      >
        {fields.map(({ field }) => (
          <tr key={field}>
            <RowHead>
              <Anchor to={rulesAddress({ ...query, field })}>{t(`fields.${field}`)}</Anchor>
            </RowHead>
            {roles.map((role) => (
              <Cell key={role}>
                <RuleCell {...at.get(keyOf({ role, field }))!} />
              </Cell>
            ))}
          </tr>
        ))}
      </Table>
    </>
  )
}

/** « Jamais, pour tous ces champs : visiteur, membre »: a line instead of columns. */
function NeverRoles({ query, roles }: Pick<RulesPage, 'query' | 'roles'>) {
  const { t } = useTranslation('admin')
  return (
    <p className="text-muted" data-never={roles.join(' ')}>
      {t('rules.neverAny')}{' '}
      {roles.map((role, index) => (
        <Fragment key={role}>
          {index > 0 && ', '}
          <Anchor to={rulesAddress({ ...query, role })}>{t(`roles.${role}`)}</Anchor>
        </Fragment>
      ))}
    </p>
  )
}

/** One role: « que voit le rôle Y ? ». */
export function RoleTable({ id, role, page }: { id: string; role: string; page: RulesPage }) {
  const { t } = useTranslation('admin')
  const cells = page.cells.filter((cell) => cell.role === role)
  const open = cells.filter(({ cell }) => cell !== 'never').length
  const limits = new Map(page.fields.map((line) => [line.field, line]))
  const question = t('rules.whatSees', { role: t(`roles.${role}`) })
  return (
    <>
      <h2 className="text-lg">{question}</h2>
      <p className="text-muted">{t('rules.count', { count: open, total: cells.length })}</p>
      <Table
        id={id}
        caption={question}
        captionHidden
        head={
          <>
            <ColumnHead>{t('rules.field')}</ColumnHead>
            <ColumnHead>{t('ask.verdict')}</ColumnHead>
            <ColumnHead>{t('rules.audienceOf')}</ColumnHead>
          </>
        }
      >
        {cells.map((cell) => (
          <tr key={cell.field}>
            <RowHead>
              <Anchor to={rulesAddress({ channel: page.query.channel, field: cell.field })}>
                {t(`fields.${cell.field}`)}
              </Anchor>
            </RowHead>
            <Cell>
              <RuleCell {...cell} />
            </Cell>
            <Cell>
              <Limits {...limits.get(cell.field)!} />
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  )
}

/** One field: « qui voit X ? ». */
export function FieldTable({ line, page }: { line: FieldLimitsLine; page: RulesPage }) {
  const { t } = useTranslation('admin')
  const question = t('rules.whoSees', { field: t(`fields.${line.field}`) })
  return (
    <>
      <h2 className="text-lg">{question}</h2>
      <p>
        <Limits {...line} />
      </p>
      {line.reason && <p className="text-muted">{line.reason}</p>}
      <Table
        id="qui-voit"
        caption={question}
        captionHidden
        head={
          <>
            <ColumnHead>{t('account.role')}</ColumnHead>
            <ColumnHead>{t('ask.verdict')}</ColumnHead>
          </>
        }
      >
        {page.cells
          .filter((cell) => cell.field === line.field)
          .map((cell) => (
            <tr key={cell.role}>
              <RowHead>
                <Anchor to={rulesAddress({ channel: page.query.channel, role: cell.role })}>
                  {t(`roles.${cell.role}`)}
                </Anchor>
              </RowHead>
              <Cell>
                <RuleCell {...cell} />
              </Cell>
            </tr>
          ))}
      </Table>
    </>
  )
}

function Limits(line: FieldLimitsLine) {
  const { t } = useTranslation('admin')
  const [usual, widest, narrowest] = [line.default, line.widest, line.narrowest].map((word) => t(`audiences.${word}`))
  if (line.widest === line.narrowest) return t('rules.fixed', { audience: widest })
  return `${t('rules.limits', { widest, narrowest })} ; ${t('rules.default', { audience: usual })}`
}
