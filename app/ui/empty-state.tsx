import type { ReactNode } from 'react'
import { Icon, type IconShape } from './icon.tsx'

type EmptyStateProps = {
  icon?: IconShape
  title: ReactNode
  /** Why it is empty and what would fill it. */
  children?: ReactNode
  /** One primary action. */
  action?: ReactNode
  level?: 2 | 3
}

/** In place of a list without lines. */
export function EmptyState({ icon, title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="empty">
      {icon && <Icon of={icon} size={32} />}
      <Heading className="text-lg">{title}</Heading>
      {children && <div>{children}</div>}
      {action}
    </div>
  )
}
