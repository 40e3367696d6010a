import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import * as href from '#app/addresses.ts'
import { lookAgain } from '#app/ui/look-again.ts'

/** Pixels below the window within which a new message is followed. */
const NEAR = 400

/** Shows what comes in while the page is open, without reloading it. */
export function useLiveMessages(): void {
  const { revalidate } = useRevalidator()
  useEffect(() => lookAgain(href.liveMessages, revalidate), [revalidate])
}

/** Follows the newest message of a conversation for whoever is reading its end. @param n its number */
export function useFollow(n: number | undefined): void {
  useEffect(() => {
    const newest = document.getElementById(`m${n}`)
    if (newest && newest.getBoundingClientRect().top < window.innerHeight + NEAR)
      newest.scrollIntoView({ block: 'nearest' })
  }, [n])
}
