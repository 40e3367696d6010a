import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Seconds between two looks; longer and longer, so that a page left open asks seldom. */
const FIRST = 1
const LONGEST = 20

/** Looks again until the page no longer has to wait; without scripts the browser loads it anew. */
export function SettlingAlone() {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    let wait = FIRST
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      revalidate()
      wait = Math.min(LONGEST, wait * 1.3)
      timer = setTimeout(look, wait * 1000)
    }
    timer = setTimeout(look, wait * 1000)
    return () => clearTimeout(timer)
  }, [revalidate])
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  )
}
