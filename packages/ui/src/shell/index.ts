/**
 * The frame of every app and the few primitives its screens are made of. Presentational: it takes props, decides no
 * permission and fetches nothing.
 */
export { AccountPage, type AccountPageProps } from './account-page.tsx'
export { AppDocument, type AppDocumentProps, RouteFailure } from './app-document.tsx'
export { AppShell, type AppShellProps } from './app-shell.tsx'
export { Button, type ButtonProps, buttonClass } from './button.tsx'
export { CopyButton, type CopyButtonProps } from './copy-button.tsx'
export { Field, type FieldProps, Input, type InputProps, Select } from './field.tsx'
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
export {
  Badge,
  type BadgeProps,
  Callout,
  type CalloutProps,
  Card,
  EmptyState,
  type EmptyStateProps,
} from './surface.tsx'
export { type Tab, Tabs, type TabsProps } from './tabs.tsx'
export { themeCookie, themeFromCookie } from './theme.ts'
export * from './types.ts'
