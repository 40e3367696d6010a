/** What V8 compiled of the built site and of packages is kept: each test file begins in a process of its own. */
import { enableCompileCache, flushCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { afterAll } from 'vitest'

/** Processes that a test starts find it too. */
process.env.NODE_COMPILE_CACHE ??= resolve('.cache', 'compiled')
enableCompileCache(process.env.NODE_COMPILE_CACHE)
afterAll(() => flushCompileCache())
