/** What lucide-react makes of an icon's lines, for browsers (remix.config.js); the server draws the same by itself. */
import { createElement, type SVGProps } from 'react'

interface IconData {
  name: string
  /** Elements and their attributes, among them React's `key`. */
  node: readonly [tag: string, attributes: Record<string, string>][]
}

const LINES = {
  xmlns: 'http://www.w3.org/2000/svg',
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

export default function createLucideIcon({ name, node }: IconData) {
  return ({ size = 24, className = '', ...others }: SVGProps<SVGSVGElement> & { size?: number }) =>
    createElement(
      'svg',
      { ...LINES, width: size, height: size, className: `lucide lucide-${name} ${className}`.trim(), ...others },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    )
}
