// JavaScript, because Vite loads its configuration with Node itself, which on version 20 reads no TypeScript.
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { singleIcons } from './single-icons.js'

/** How the three apps are built. Nothing in it is an app's own. */
export default defineConfig({
  // Native: it must stay outside of every bundle.
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  build: {
    // The content security policy takes no data: URLs.
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn(warning, warn) {
        // zod's own comments, many times a build; and routes that have no page.
        if (warning.code !== 'INVALID_ANNOTATION' && warning.code !== 'EMPTY_BUNDLE') warn(warning)
      },
    },
  },
  plugins: [
    singleIcons(),
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
        unstable_optimizeDeps: true,
      },
    }),
  ],
})
