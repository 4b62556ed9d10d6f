import { index, layout, type RouteConfig, route } from '@remix-run/route-config'

export default [
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('forgot-password', 'routes/forgot-password.tsx'),
  route('reset-password', 'routes/reset-password.tsx'),
  layout('routes/signed-in.tsx', [
    index('routes/home.ts'),
    route('account', 'routes/account.tsx'),
    route('account/security', 'routes/security.tsx'),
    layout('routes/compliance.tsx', [
      route('audit-log', 'routes/audit-log.tsx'),
      route('sessions', 'routes/sessions.tsx'),
      route('exports', 'routes/exports.tsx'),
    ]),
    route('audit-log/:number', 'routes/event.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
  route('exports/:id/download', 'routes/export-download.ts'),
  route('api/trpc/*', 'routes/trpc.ts'),
  // The routes of the portal's backend for front ends, for what was built on them.
  route('api/compliance/audit-events', 'routes/audit-events.ts'),
  route('api/compliance/audit-events/actors', 'routes/audit-event-actors.ts'),
] satisfies RouteConfig
