import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

/** The link of ours which this click follows here and now; not one for a new tab, a download or another host. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-nav]')
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  if (!link || !plain || event.defaultPrevented || link.origin !== window.location.origin) return null
  return link.hasAttribute('download') || (link.target && link.target !== '_self') ? null : link
}

/** Follows every `Anchor` of the page within the page; without JavaScript they are links like any other. */
export function useFollowLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = followed(event)
      if (!link) return
      event.preventDefault()
      navigate(link.pathname + link.search + link.hash, {
        replace: link.href === window.location.href,
        preventScrollReset: link.dataset.nav === 'keep',
      })
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [navigate])
}
