/**
 * The frame of every app and the few primitives its screens are made of. Presentational: it takes props, decides no
 * permission and fetches nothing.
 */
export { AppShell, type AppShellProps } from './app-shell.tsx'
export {
  ErrorPage,
  type ErrorPageProps,
  HonestPage,
  type HonestPageProps,
  PageHeader,
  type PageHeaderProps,
  RefusedPage,
  type RefusedPageProps,
} from './pages.tsx'
export { themeCookie, themeFromCookie } from './theme.ts'
export * from './types.ts'
