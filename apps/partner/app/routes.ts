import { index, layout, type RouteConfig, route } from '@remix-run/route-config'

export default [
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('forgot-password', 'routes/forgot-password.tsx'),
  route('reset-password', 'routes/reset-password.tsx'),
  layout('routes/signed-in.tsx', [
    index('routes/home.tsx'),
    route('account', 'routes/account.tsx'),
    route('account/security', 'routes/security.tsx'),
    route('*', 'routes/not-found.tsx'),
  ]),
  route('api/trpc/*', 'routes/trpc.ts'),
] satisfies RouteConfig
