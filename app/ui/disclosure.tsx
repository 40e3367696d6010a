import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconShape } from './icon.tsx'

type DisclosureProps = {
  summary: ReactNode
  icon?: IconShape
  /** Looks like a button: « Filtrer (2) ». */
  framed?: boolean
  /** Always open from 1024 px, without its summary: filters beside a list. */
  untilWide?: boolean
  open?: boolean
  children: ReactNode
}

/** What one opens to read on: the browser's own `details`. */
export function Disclosure({ summary, icon, framed, untilWide, open, children }: DisclosureProps) {
  return (
    <details
      className={classNames('disclosure', framed && 'disclosure-framed', untilWide && 'disclosure-until-wide')}
      open={open}
    >
      <summary>
        {icon && <Icon of={icon} />}
        {summary}
      </summary>
      {children}
    </details>
  )
}
