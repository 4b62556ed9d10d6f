import '@remix-run/node'

declare module '@remix-run/node' {
  // Every app is built with single fetch: dates and the like survive the way to `useLoaderData`.
  interface Future {
    v3_singleFetch: true
  }
}
