/** Where one's own file is fetched. Asking is recorded, and answered afresh each time. */
export function downloadHref(id: string): string {
  return `/exports/${encodeURIComponent(id)}/download`
}
