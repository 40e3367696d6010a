/**
 * `/demo/clock`: moves the one clock of web, worker and doubles, so that ends, reminders and what is kept for how long
 * can be tried. It runs on from where it is put.
 */
import { HttpResponse, http } from 'msw'
import { page } from './demo-page.ts'
import type { Double, DoubleOptions } from './double.ts'

function form(now: Date, note: string): string {
  const shown = now.toLocaleString('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'medium' })
  return `<h1>Horloge de la démonstration</h1><p>Il est ${shown} à Paris.</p>${note}
<form method="post"><label>Instant, en temps universel<input name="at" placeholder="2027-03-28T02:30:00Z"
autocomplete="off" spellcheck="false"></label><button>Régler</button></form>
<p class="muted">Laissez vide pour revenir à l’heure réelle. L’horloge continue d’avancer depuis l’instant choisi ; les
sessions se ferment et les rappels partent comme ils le feraient ce jour-là.</p>`
}

/** @returns the instant, `undefined` for real time, or null where it cannot be read */
function instantOf(text: string): Date | undefined | null {
  if (text === '') return undefined
  const at = new Date(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : Number.NaN,
  )
  return Number.isNaN(at.getTime()) ? null : at
}

async function sentInstant(request: Request): Promise<string> {
  const body = await request.text()
  return (new URLSearchParams(body).get('at') ?? '').trim()
}

/** @param options `now` and `moveClock` are what it shows and moves */
export function clockDouble({ now = () => new Date(), moveClock = async () => {} }: DoubleOptions = {}): Double {
  const told = (request: Request, status = 200, note = '') =>
    /application\/json/.test(request.headers.get('Accept') ?? '')
      ? HttpResponse.json({ now: now().toISOString() }, { status })
      : page('Horloge de la démonstration', form(now(), note), status)
  return {
    origin: 'https://clock.invalid',
    handlers: [],
    pages: [
      http.get('*/demo/clock', ({ request }) => told(request)),
      http.post('*/demo/clock', async ({ request }) => {
        const at = instantOf(await sentInstant(request.clone()))
        if (at === null)
          return told(request, 400, '<p role="alert">Cet instant ne se lit pas : 2027-03-28T02:30:00Z.</p>')
        await moveClock(at)
        return told(request)
      }),
    ],
    variables: () => ({}),
  }
}
