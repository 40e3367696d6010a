/*! Icons: Lucide, https://lucide.dev. ISC License, Copyright (c) Lucide Icons and Contributors. */
import type { LucideIcon } from 'lucide-react'

/** An icon module of `lucide-react/icons/<name>`: import each on its own, the whole set weighs a megabyte. */
export type IconShape = LucideIcon

/** An icon, 20 px beside words unless told; never alone, so it is silent to screen readers. */
export function Icon({ of: Shape, size = 20 }: { of: IconShape; size?: number }) {
  return <Shape size={size} aria-hidden="true" focusable="false" className="flex-none" />
}
