#!/usr/bin/env bash
# @remix-run/router 1.23.3: routes that are discovered as they are asked for (patchRoutesOnNavigation). A fetcher begins
# to load a route that is not known yet, and somebody navigates before its discovery has answered. Expected: the page
# navigated to, as with a known route, and the fetcher's data once it comes. Seen: the navigation ends on the error 404,
# which takes the place of the page, though both routes exist; the fetcher has its data all the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @remix-run/router@1.23.3
cat >try.mjs <<'JS'
import assert from "node:assert/strict"
import { createMemoryHistory, createRouter } from "@remix-run/router"
const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const browser = { document: { createElement() {} }, addEventListener() {}, removeEventListener() {} }
async function searchWhileCounting({ known }) {
  const list = { id: "list", path: "list", loader: () => "listed" }
  const counts = { id: "counts", path: "counts", loader: () => "counted" }
  const router = createRouter({
    window: browser,
    history: createMemoryHistory({ initialEntries: ["/list"] }),
    routes: [{ id: "root", path: "/", children: known ? [list, counts] : [list] }],
    hydrationData: { loaderData: { list: "listed" } },
    async patchRoutesOnNavigation({ path, patch }) {
      await wait(100)
      if (path === "/counts") patch("root", [counts])
    },
  }).initialize()
  router.getFetcher("fetcher")
  router.fetch("fetcher", "list", "/counts")
  await router.navigate("/list?q=a")
  await wait(300)
  const { errors, fetchers, location } = router.state
  const statuses = Object.values(errors ?? {}).map(({ status }) => status)
  return { at: location.search, errors: statuses, fetched: fetchers.get("fetcher")?.data }
}
const [known, undiscovered] = [await searchWhileCounting({ known: true }), await searchWhileCounting({ known: false })]
console.log("@remix-run/router 1.23.3, a known route:", known, "one to be discovered:", undiscovered)
assert.deepEqual(known, { at: "?q=a", errors: [], fetched: "counted" })
assert.deepEqual(undiscovered, { at: "?q=a", errors: [404], fetched: "counted" })
JS
node try.mjs
