import { useTranslation } from 'react-i18next'
import type { MatrixCell } from '#app/policy/explain.ts'
import { Badge, type BadgeTone } from '#app/ui/badge.tsx'

const TONES: Record<Exclude<MatrixCell['cell'], 'never'>, BadgeTone> = {
  always: 'success',
  audience: 'info',
  'friends-only': 'warning',
  conditional: 'warning',
}

/** One crossing of role and field, in words first. */
export function RuleCell({ cell, byDefault, needs }: Pick<MatrixCell, 'cell' | 'byDefault' | 'needs'>) {
  const { t } = useTranslation('admin')
  const notes = [
    ...needs.map((need) => t(`rules.needs.${need}`)),
    ...(cell === 'audience' || cell === 'friends-only' ? [t(`rules.byDefault.${byDefault}`)] : []),
  ]
  return (
    <>
      <span className="whitespace-nowrap">
        {cell === 'never' ? (
          <span className="cell-never">{t('rules.cells.never')}</span>
        ) : (
          <Badge tone={TONES[cell]}>{t(`rules.cells.${cell}`)}</Badge>
        )}
      </span>
      {notes.length > 0 && <span className="block text-sm text-muted">{notes.join(', ')}</span>}
    </>
  )
}
