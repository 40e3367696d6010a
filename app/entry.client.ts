/**
 * Pages are whole as the server sends them, and work without any script. This one helps: menus that close, suggestions,
 * counts, what comes in meanwhile. It is the same on every page, and each part finds what it is for by its mark.
 */
import { askPasskeys } from '#app/features/access/sign-in/passkey.browser.ts'
import { sayAmounts } from '#app/features/money/dues/record.browser.ts'
import { countFound, fetchFacets } from '#app/features/people/directory/filters.browser.ts'
import { leadBySlash } from '#app/features/staff/desk/slash-key.browser.ts'
import { countTicked } from '#app/features/staff/members/ticked.browser.ts'
import { focusErrors, forgetCounts, markTexts, printPages, showPasswords } from '#app/ui/browser/forms.ts'
import { hearNews } from '#app/ui/browser/live-line.ts'
import { lookAfterFiles, lookAgain } from '#app/ui/browser/look-again.ts'
import { closeMenus } from '#app/ui/browser/menus.ts'
import { keepOtherForms } from '#app/ui/browser/other-forms.ts'
import { keepScroll } from '#app/ui/browser/scroll.ts'
import { keepFocus } from '#app/ui/browser/suggest.ts'
import { suggestInSearches, suggestInTexts } from '#app/ui/browser/suggesting.ts'

/** The door of an event has a script of its own, which no other page loads. */
async function openDoor(): Promise<void> {
  const door = document.querySelector<HTMLElement>('[data-door]')
  if (door) await (await import('#app/features/staff/events/door.browser.ts')).keepDoor(door)
}

const HELPS = [
  ...[
    keepOtherForms,
    keepScroll,
    focusErrors,
    closeMenus,
    suggestInSearches,
    suggestInTexts,
    keepFocus,
    showPasswords,
    markTexts,
  ],
  ...[
    forgetCounts,
    printPages,
    lookAgain,
    lookAfterFiles,
    hearNews,
    fetchFacets,
    countFound,
    leadBySlash,
    countTicked,
    sayAmounts,
  ],
  askPasskeys,
  openDoor,
]

// One that fails leaves the others at work, and is told in the browser's console.
for (const help of HELPS)
  try {
    void help()
  } catch (error) {
    console.error(error)
  }
document.documentElement.dataset.scripts = 'ready'
