/** A path without percent signs where they are well formed, and as it came where they are not. */
export function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
