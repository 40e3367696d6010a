import { type ButtonHTMLAttributes, type ReactNode, useContext } from 'react'
import { Anchor, type AnchorProps, isGuarded } from './anchor.tsx'
import { classNames } from './class-names.ts'
import { Icon, type IconShape } from './icon.tsx'
import { Reachable } from './reachable.ts'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

type Look = {
  look?: ButtonLook
  /** 44 px instead of 48, for tables and toolbars. */
  small?: boolean
  icon?: IconShape
  children: ReactNode
}

export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>

const named = ({ look = 'primary', small }: Look, more?: string) =>
  classNames('btn', `btn-${look}`, small && 'btn-small', more)

/** A button; sends its form unless `type` says otherwise. Its words are an infinitive. One primary per page. */
export function Button({ look, small, icon, children, className, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} className={named({ look, small, children }, className)} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </button>
  )
}

export type LinkButtonProps = Look & Omit<AnchorProps, 'children'>

/** A link that looks like a button: it leads somewhere, changes nothing, and is absent where its reader may not go. */
export function LinkButton(props: LinkButtonProps) {
  return isGuarded(props.to) ? <GuardedButton {...props} /> : linkButton(props)
}

function GuardedButton(props: LinkButtonProps) {
  return useContext(Reachable)(props.to) ? linkButton(props) : null
}

function linkButton({ look, small, icon, children, className, ...rest }: LinkButtonProps) {
  return (
    <Anchor className={named({ look, small, children }, className)} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </Anchor>
  )
}
