import type { ReactNode } from 'react'
import { Icon, type IconShape } from './icon.tsx'

export type BadgeTone = 'neutral' | 'brand' | 'accent' | 'info' | 'success' | 'warning' | 'error'

/** A state in one or two words: « Cotisant », « À valider ». */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: IconShape
  children: ReactNode
}) {
  return (
    <span className={`badge tone-${tone}`}>
      {icon && <Icon of={icon} size={16} />}
      {children}
    </span>
  )
}
