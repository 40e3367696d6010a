/** The look of the demo's own pages: plain HTML, no page of the site. */
import { HttpResponse } from 'msw'

/** Text as HTML shows it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `
:root{color-scheme:light dark;--ink:#16191d;--muted:#4f565f;--page:#f6f7f8;--surface:#fff;--line:#d9dde2;--link:#1a4d8f;--badge:#e8f0fb}
@media (prefers-color-scheme:dark){:root{--ink:#eff1f3;--muted:#b4bac3;--page:#121417;--surface:#1b1e23;--line:#353a42;--link:#a3caff;--badge:#16273e}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:18px/28px system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:30px;line-height:38px;margin:0 0 8px}
h2{font-size:20px;line-height:28px;margin:0;overflow-wrap:anywhere}
a{color:var(--link)}
p{margin:4px 0}
.muted{color:var(--muted);font-size:16px;line-height:24px;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:end;margin:16px 0 24px}
label{display:flex;flex-direction:column;font-size:16px;flex:1 1 200px}
input,select,button{font:inherit;min-height:44px;padding:6px 12px;border:1px solid #737981;border-radius:6px;background:var(--surface);color:var(--ink);min-width:0}
button{background:#1a4d8f;color:#fff;border-color:#1a4d8f;cursor:pointer}
article{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:16px;margin:0 0 16px}
.badge{display:inline-block;background:var(--badge);border-radius:4px;padding:0 8px;font-size:16px}
details{margin-top:8px}
summary{cursor:pointer;min-height:44px;padding:8px 0;color:var(--link)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:16px/24px ui-monospace,monospace;margin:0}
iframe{width:100%;height:640px;border:1px solid var(--line);border-radius:6px;background:#fff}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
`

/** @param body HTML of the page's main part */
export function page(title: string, body: string, status = 200): Response {
  const html = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
  return new HttpResponse(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'`,
    },
  })
}
