/**
 * Whether a browser loads a page anew, rather than a page that is already open asking for other data. A client that
 * does not say (anything but a browser) counts as loading a page.
 */
export function isPageLoad(request: Request): boolean {
  return request.headers.get('sec-fetch-dest') !== 'empty'
}
