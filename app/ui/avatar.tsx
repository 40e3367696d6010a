export type AvatarSize = 'small' | 'medium' | 'large'

const SIZES = {
  small: { px: 32, className: 'avatar avatar-sm' },
  medium: { px: 48, className: 'avatar' },
  large: { px: 96, className: 'avatar avatar-lg' },
} as const

/** Two letters at most, of the first and the last word: « Anne-Laure de Kérillis » gives « AK ». */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0]?.match(/\p{L}/u)?.[0] ?? ''
  const last = words.length > 1 ? (words.at(-1)?.match(/\p{L}/u)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

type AvatarProps = {
  /** Shown as initials where there is no photo; the name itself stands beside. */
  name: string
  /** The address of a square photo. */
  photo?: string | null
  size?: AvatarSize
  /** Below the first screen: the browser may wait. */
  lazy?: boolean
  /** `data-field="photo"` where the photo is a field of the person. */
  field?: string
}

/** A face or initials, 32, 48 or 96 px; silent, since the name is written beside it. */
export function Avatar({ name, photo, size = 'medium', lazy, field }: AvatarProps) {
  const { px, className } = SIZES[size]
  if (!photo) {
    return (
      <span className={className} aria-hidden="true">
        {initialsOf(name)}
      </span>
    )
  }
  return (
    <img
      className={className}
      src={photo}
      alt=""
      width={px}
      height={px}
      loading={lazy ? 'lazy' : undefined}
      decoding="async"
      data-field={field}
    />
  )
}
