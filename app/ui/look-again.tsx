import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Seconds between two looks. */
const SECONDS = 2

/** Has the page read itself again every two seconds while something is under way, with JavaScript or without. */
export function LookAgain() {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (state !== 'idle') return
    const timer = setTimeout(revalidate, SECONDS * 1_000)
    return () => clearTimeout(timer)
  }, [revalidate, state])
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(SECONDS)} />
    </noscript>
  )
}
