import { defineConfig } from 'prisma/config'

/** Read by `prisma generate` only: migrations go through prisma/engine.ts (the engine compiled to WebAssembly). */
export default defineConfig({ schema: 'schema' })
