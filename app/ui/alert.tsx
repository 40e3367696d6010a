import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import InfoIcon from 'lucide-react/icons/info'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

export type AlertTone = 'info' | 'success' | 'warning' | 'error'

const ICONS = { info: InfoIcon, success: CircleCheck, warning: TriangleAlert, error: CircleAlert }

type AlertProps = {
  tone?: AlertTone
  title?: ReactNode
  /** Read out as it appears: after an action. Errors interrupt, the others wait. */
  live?: boolean
  children?: ReactNode
}

/** A message with its tone in an icon and words; stands in the page and stays. */
export function Alert({ tone = 'info', title, live, children }: AlertProps) {
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined
  return (
    <div className={classNames('alert', `tone-${tone}`)} role={role}>
      <Icon of={ICONS[tone]} size={24} />
      <div className="alert-body">
        {title && <p className="alert-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
